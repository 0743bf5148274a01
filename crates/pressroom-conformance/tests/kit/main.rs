//! The kit on real plugins: a good one passes, and each fault is found by the test that is there for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod faults;
mod support;
mod versions;
