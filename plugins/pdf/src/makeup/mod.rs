//! Stories to pages. Knows the model and the page model, and nothing of PDF.

pub mod bands;
pub mod body;
pub mod columns;
pub mod contents;
pub mod desk;
pub mod end_matter;
pub mod figure;
pub mod front;
pub mod furniture;
pub mod grid;
pub mod head;
pub mod imprint;
pub mod inlines;
pub mod lead;
pub mod notes;
pub mod placing;
pub mod sheet;
pub mod story;
pub mod table;
pub mod table_rows;
pub mod teasers;
pub mod type_scale;
pub mod words;
pub mod writing;
