use std::collections::BTreeMap;
use std::sync::Arc;

use pressroom_core::Diagnostic;

/// The decoded text of the files that diagnostics point into, by the name that spans give.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Sources {
    pub fn add(&mut self, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) {
        let text: Arc<str> = text.into();
        // Shown as they are by the renderer, which replaces ASCII's.
        let beyond_ascii = |c: char| c.is_control() && !c.is_ascii();
        let text = if text.contains(beyond_ascii) { text.replace(beyond_ascii, "\u{fffd}").into() } else { text };
        self.texts.insert(name.into(), text);
    }

    /// The text that one diagnostic points into.
    pub fn of(diagnostic: &Diagnostic, text: &str) -> Self {
        let mut sources = Sources::default();
        for label in &diagnostic.labels {
            sources.add(label.span.file.clone(), text);
        }
        sources
    }

    /// A line of a file, counted from 1, without its end. Copy comes with its line ends made LF by the reader.
    pub fn line(&self, file: &str, line: u32) -> Option<&str> {
        let text = self.texts.get(file)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        text.lines().nth(index)
    }
}
