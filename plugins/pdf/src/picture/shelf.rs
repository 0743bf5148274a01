//! The pictures of a document: what the make-up has to know of them, and where their bytes are read again.
//!
//! An edition's pictures do not fit into memory together: each is opened when a story is made up, and once more when the
//! file is written.

use std::collections::BTreeMap;

use flate2::Crc;

use super::{Data, Picture, Turn};

/// Whose file a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The story at this position of the job.
    Story(usize),
    Issue,
}

/// Reads a file. The error says in English why it cannot.
pub type ReadFile<'a> = dyn Fn(Owner, &str) -> Result<Vec<u8>, String> + 'a;

/// Each picture once, however many stories use it.
pub struct Shelf<'a> {
    read: &'a ReadFile<'a>,
    /// Pixels; larger pictures are made smaller. `None` leaves each as it is.
    longer_side: Option<u32>,
    pub pictures: Vec<Shelved>,
    /// ICC profiles, each once.
    pub profiles: Vec<Vec<u8>>,
    /// Pictures that may be the same.
    by_sum: BTreeMap<Sum, Vec<usize>>,
}

/// A picture without its bytes.
#[derive(Clone, Debug)]
pub struct Shelved {
    owner: Owner,
    pub file: String,
    pub sum: Sum,
    /// Width by height, upright.
    pub seen_size: (f32, f32),
    pub turn: Turn,
    /// Index into [`Shelf::profiles`].
    pub profile: Option<usize>,
    pub has_alpha: bool,
    /// Its inks are taken for those of most printing houses.
    pub assumed_profile: bool,
}

/// Length and CRC-32 of a file: files that differ in it differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(u64, u32);

impl Sum {
    fn of(bytes: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        Sum(bytes.len() as u64, crc.sum())
    }
}

impl<'a> Shelf<'a> {
    pub fn new(read: &'a ReadFile<'a>, longer_side: Option<u32>) -> Self {
        Shelf { read, longer_side, pictures: Vec::new(), profiles: Vec::new(), by_sum: BTreeMap::new() }
    }

    /// Index of a picture. The error says in English why it cannot be used.
    pub fn take(&mut self, owner: Owner, file: &str) -> Result<usize, String> {
        let bytes = (self.read)(owner, file)?;
        let sum = Sum::of(&bytes);
        for &index in self.by_sum.get(&sum).map(Vec::as_slice).unwrap_or_default() {
            let Some(known) = self.pictures.get(index) else { continue };
            if (self.read)(known.owner, &known.file)? == bytes {
                return Ok(index);
            }
        }
        let picture = self.picture(bytes)?;
        let assumed_profile = picture.assumed_profile;
        let (seen_size, turn) = (picture.seen_size(), picture.turn);
        let has_alpha = matches!(picture.data, Data::Samples { alpha: Some(_), .. });
        let profile = picture.profile.map(|profile| self.profile(profile));
        let index = self.pictures.len();
        let file = file.to_owned();
        self.pictures.push(Shelved { owner, file, sum, seen_size, turn, profile, has_alpha, assumed_profile });
        self.by_sum.entry(sum).or_default().push(index);
        Ok(index)
    }

    fn profile(&mut self, profile: Vec<u8>) -> usize {
        if let Some(index) = self.profiles.iter().position(|known| *known == profile) {
            return index;
        }
        self.profiles.push(profile);
        self.profiles.len() - 1
    }

    /// The picture itself, read once more.
    pub fn open(&self, shelved: &Shelved) -> Result<Picture, String> {
        let bytes = (self.read)(shelved.owner, &shelved.file)?;
        if Sum::of(&bytes) != shelved.sum {
            return Err("it was changed while the pages were made up".to_owned());
        }
        self.picture(bytes)
    }

    fn picture(&self, bytes: Vec<u8>) -> Result<Picture, String> {
        let Some(longer_side) = self.longer_side else { return Picture::read(bytes) };
        let picture = Picture::read(bytes.clone())?;
        match picture.reduced(&bytes, longer_side) {
            Some(copy) => Picture::read(copy),
            None => Ok(picture),
        }
    }
}
