//! Files that hold several stories: each story becomes an input of its own, before any work is done on it.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use pressroom_read::{Reading, Source};

use crate::desk::Desk;
use crate::inputs::{Input, InputSource, read_bytes};

/// One of several stories of a file.
#[derive(Clone, Debug)]
pub struct Part {
    /// From 1, in the order of the file.
    pub number: usize,
    readings: Arc<Mutex<Vec<Option<Reading>>>>,
}

impl Part {
    /// The story as read; once only.
    pub fn take(&self) -> Option<Reading> {
        let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        readings.get_mut(self.number - 1)?.take()
    }
}

/// The stories of an input, in order: itself, unless its file holds several. What cannot be read stays one input; it is
/// reported when its turn comes.
pub fn divide(input: Input, desk: &Desk) -> Vec<Input> {
    let settings = desk.reading(&desk.house(&input.folder()));
    if !pressroom_read::may_hold_several(&start_of(&input), &settings) {
        return vec![input];
    }
    let Ok(bytes) = read_bytes(&input) else { return vec![input] };
    let source = Source { name: &input.name, bytes: &bytes };
    let readings = match pressroom_read::read_all(&source, &settings) {
        // A single story is read again in its turn: an archive of such files would not fit into memory.
        Ok(readings) if readings.len() > 1 => readings,
        Ok(_) | Err(_) => return vec![input],
    };
    let count = readings.len();
    let readings = Arc::new(Mutex::new(readings.into_iter().map(Some).collect()));
    let part = |number| Input {
        stem: format!("{}-{number}", input.stem),
        part: Some(Part { number, readings: Arc::clone(&readings) }),
        ..input.clone()
    };
    (1..=count).map(part).collect()
}

/// Enough of an input to recognise its format by.
fn start_of(input: &Input) -> Vec<u8> {
    const START_BYTES: u64 = 1024;
    let mut start = Vec::new();
    let read = match &input.source {
        InputSource::Stdin(bytes) => bytes.take(START_BYTES).read_to_end(&mut start),
        // Reading a pipe would take from the story.
        InputSource::File(path) if !path.is_file() => Ok(0),
        InputSource::File(path) => {
            std::fs::File::open(path).and_then(|file| file.take(START_BYTES).read_to_end(&mut start))
        }
    };
    // What cannot be read is reported when its turn comes.
    if read.is_err() {
        start.clear();
    }
    start
}
