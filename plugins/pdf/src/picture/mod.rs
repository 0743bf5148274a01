//! Pictures as a PDF takes them: a JPEG's own bytes, or the samples of any other.

pub mod cmyk;
mod jpeg;
mod png;
pub mod shelf;

/// More pixels than this on a side are a mistake or an attack.
pub const LARGEST_SIDE_PIXELS: u32 = 30_000;
/// What a decoded picture may take.
pub const LARGEST_SAMPLES_BYTES: u64 = 256 * 1024 * 1024;
/// What a picture's file may take.
pub const LARGEST_FILE_BYTES: u64 = 128 * 1024 * 1024;

/// A picture, ready to be put into a PDF.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Pixels, as stored; see `turn`.
    pub width: u32,
    pub height: u32,
    pub colours: Colours,
    /// An ICC profile of as many channels as `colours` has.
    pub profile: Option<Vec<u8>>,
    /// The profile is not the file's: nothing in it says what its inks are.
    pub assumed_profile: bool,
    pub data: Data,
    pub turn: Turn,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// A whole JPEG file. `inverted` when its CMYK values are stored upside down, as Adobe's programs do.
    Jpeg { file: Vec<u8>, inverted: bool },
    /// Eight bits a channel, row by row, and the opacity where not all is opaque.
    Samples { samples: Vec<u8>, alpha: Option<Vec<u8>> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Grey,
    Rgb,
    Cmyk,
}

impl Colours {
    pub fn channels(self) -> u8 {
        match self {
            Colours::Grey => 1,
            Colours::Rgb => 3,
            Colours::Cmyk => 4,
        }
    }
}

/// How the stored picture has to be turned to be seen upright: EXIF's orientations 1 to 8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn(u8);

impl Turn {
    /// `None` for anything but 1 to 8.
    pub fn from_exif(orientation: u16) -> Option<Self> {
        (1..=8).contains(&orientation).then_some(Turn(orientation as u8))
    }

    pub fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    /// The matrix (a b c d e f) that puts the stored unit square upright into the unit square; y grows upward.
    pub fn matrix(self) -> [f32; 6] {
        match self.0 {
            2 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            5 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            6 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            7 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            8 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
}

impl Picture {
    /// Reads a JPEG, PNG, GIF or WebP file; of a moving picture the first frame. The error says in English what is wrong
    /// with it.
    pub fn read(file: Vec<u8>) -> Result<Picture, String> {
        let mut picture = match file.as_slice() {
            [0xff, 0xd8, 0xff, ..] => jpeg::read(file)?,
            [0x89, b'P', b'N', b'G', ..] => png::read(&file)?,
            [b'G', b'I', b'F', b'8', ..] => decoded(&file, "GIF")?,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => decoded(&file, "WebP")?,
            [] => return Err("the file is empty".to_owned()),
            _ => return Err("it is neither JPEG, PNG, GIF nor WebP".to_owned()),
        };
        if picture.colours == Colours::Cmyk && picture.profile.is_none() {
            picture.profile = Some(cmyk::profile());
            picture.assumed_profile = true;
        }
        Ok(picture)
    }

    /// A smaller copy for screens, as a file. `None` when the picture is small already, or has inks: what they look like
    /// is for its profile to say.
    pub fn reduced(&self, file: &[u8], longer_side: u32) -> Option<Vec<u8>> {
        if self.width.max(self.height) <= longer_side || self.colours == Colours::Cmyk {
            return None;
        }
        const QUALITY: u8 = 80;
        let format = pressroom_pictures::Format::Jpeg(QUALITY);
        let wanted = pressroom_pictures::Wanted { longer_side, colours: pressroom_pictures::Colours::Kept, format };
        let copy = pressroom_pictures::copy(file, wanted).ok()?;
        (copy.bytes.len() < file.len()).then_some(copy.bytes)
    }

    /// Width by height as seen.
    pub fn seen_size(&self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        if self.turn.swaps_sides() { (height, width) } else { (width, height) }
    }
}

fn decoded(file: &[u8], kind: &str) -> Result<Picture, String> {
    let pixels = pressroom_pictures::pixels(file).map_err(|reason| format!("it is a broken {kind}: {reason}"))?;
    check_size(pixels.width, pixels.height)?;
    Ok(Picture {
        width: pixels.width,
        height: pixels.height,
        colours: Colours::Rgb,
        profile: pixels.profile.filter(|profile| profile_fits(profile, Colours::Rgb)),
        assumed_profile: false,
        data: Data::Samples { samples: pixels.colours, alpha: pixels.opacity },
        turn: Turn::default(),
    })
}

/// Whether PDF/A takes a profile (ISO 19005-2, 6.2.4.2) for a picture: version 4 at most, of a device or a colour space,
/// and of as many channels.
fn profile_fits(profile: &[u8], colours: Colours) -> bool {
    let space: &[u8] = match colours {
        Colours::Grey => b"GRAY",
        Colours::Rgb => b"RGB ",
        Colours::Cmyk => b"CMYK",
    };
    let classes: [&[u8]; 4] = [b"scnr", b"mntr", b"prtr", b"spac"];
    let part = |at: usize| profile.get(at..at + 4).unwrap_or_default();
    profile.get(8).is_some_and(|&version| version <= 4) && classes.contains(&part(12)) && part(16) == space
}

/// Refuses sizes that cannot be meant.
fn check_size(width: u32, height: u32) -> Result<(), String> {
    if width == 0 || height == 0 {
        return Err("it has no pixels".to_owned());
    }
    if width.max(height) > LARGEST_SIDE_PIXELS {
        return Err(format!("{width} by {height} pixels; {LARGEST_SIDE_PIXELS} on a side are allowed"));
    }
    Ok(())
}
