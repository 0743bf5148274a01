//! The pdf output plugin.
