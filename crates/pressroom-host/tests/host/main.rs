//! The host through its public interface, with real plugins in real worker processes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod header;
mod hostile;
mod landing;
mod limits;
mod lockfile;
mod refused;
mod sample;
mod sandbox;
mod support;
