//! The newsml output plugin.
