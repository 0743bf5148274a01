//! Pressroom as its users meet it: the command, real plugins loaded from real files, real validators.

mod bad_input;
mod cases;
mod commands;
mod interrupted;
mod same_bytes;
mod validated;
