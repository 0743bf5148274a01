//! The epub output plugin.
