//! Pressroom as its users meet it: the command, real plugins loaded from real files, real validators.
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod cases;
mod commands;
mod export;
mod interrupted;
mod newsml;
mod newsml_files;
mod same_bytes;
mod validated;
