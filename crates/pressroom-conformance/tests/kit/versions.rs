//! Plugins that were built with an older or a newer header.
