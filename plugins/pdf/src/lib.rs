//! Stories as PDF: pages that a newspaper would print, archival (PDF/A-2a) and accessible (PDF/UA-1).
//!
//! model -> make-up ([`makeup`], [`text`]) -> page model ([`page`]) -> printpdf ([`draw`]) -> lopdf ([`finish`]).
#![deny(unsafe_code)]

mod deflate;
mod draw;
mod edition;
mod finish;
mod icc;
mod makeup;
mod options;
mod page;
mod picture;
mod plugin;
mod report;
mod source;
mod text;
mod theme;

pressroom_plugin::export_plugin!(plugin::Pdf, include_str!("../manifest.json"));

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;
