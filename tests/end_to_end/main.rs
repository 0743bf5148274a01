//! Pressroom as its users meet it: the command, real plugins loaded from real files, real validators.
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod book;
mod cases;
mod commands;
mod export;
mod feeds;
mod hostile_plugins;
mod interrupted;
mod languages;
mod newsml;
mod newsml_files;
mod nitf_and_ninjs;
mod original_copy;
mod plugin_authors;
mod plugin_folders;
mod plugin_options;
mod same_bytes;
mod validated;
