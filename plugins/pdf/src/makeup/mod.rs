//! Stories to pages. Knows the model and the page model, and nothing of PDF.

pub mod body;
pub mod columns;
pub mod desk;
pub mod figure;
pub mod furniture;
pub mod head;
pub mod inlines;
pub mod sheet;
pub mod story;
pub mod table;
pub mod type_scale;
pub mod words;
