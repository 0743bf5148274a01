//! What an invocation settles once, before it reads a story.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, tz::TimeZone};
use pressroom_core::time::Fallbacks;
use pressroom_core::{Code, DateTime, Diagnostic};
use pressroom_read::files::{House, Meta};
use pressroom_read::{Format, ProfileChoice, Settings};

use crate::args::{InputFormat, ReadingArgs};
use crate::inputs::read_settings;
use crate::report::Sources;
use crate::story::Findings;

const NOT_A_TIME: Code = Code::error("A009");
const BAD_EPOCH: Code = Code::error("A011");

/// The house's file, found upward from a story.
const HOUSE_FILE: &str = "pressroom.toml";

/// How stories are read here, and what the house says of them.
pub struct Desk {
    pub meta: Meta,
    /// The time that embargoes are checked against.
    pub now: Timestamp,
    reading: Settings,
    source_date_epoch: Option<Timestamp>,
    houses: Mutex<BTreeMap<PathBuf, Arc<HouseFile>>>,
}

/// A house, as its file says, or the empty one where there is none.
#[derive(Default)]
pub struct HouseFile {
    pub house: House,
    /// Where the file lies; relative names in it count from there.
    pub folder: PathBuf,
    pub timezone: Option<TimeZone>,
    profile: Option<ProfileChoice>,
    /// Why the file cannot be used, and its text for showing the place.
    pub fault: Option<(Diagnostic, String)>,
}

impl Desk {
    /// Checks everything that can be wrong about the arguments before any work.
    pub fn new(args: &ReadingArgs) -> Result<Self, Diagnostic> {
        let now = match &args.now {
            Some(given) => {
                let time: Result<DateTime, _> = given.parse();
                time.map_err(|_| Diagnostic::new(NOT_A_TIME).arg("given", given))?.utc()
            }
            None => Timestamp::now(),
        };
        let profile = args.profile.as_deref().map(|given| profile(given, Path::new(""))).transpose()?;
        let format = args.from.map(|from| match from {
            InputFormat::Text => Format::Text,
            InputFormat::Newsml => Format::NewsmlG2,
            InputFormat::Nitf => Format::Nitf,
            InputFormat::Ninjs => Format::Ninjs,
        });
        let encoding = args.encoding.clone();
        let reading = Settings { encoding, profile, split: args.split, format, ..Settings::default() };
        known(&reading)?;
        Ok(Desk {
            meta: Meta::parse(&args.meta)?,
            now,
            reading,
            source_date_epoch: source_date_epoch()?,
            houses: Mutex::default(),
        })
    }

    /// How a story of this house is read: the command line's profile, else the house's.
    pub fn reading(&self, house: &HouseFile) -> Settings {
        let profile = self.reading.profile.clone().or_else(|| house.profile.clone());
        Settings { profile, timezone: house.timezone.clone(), ..self.reading.clone() }
    }

    pub fn time(&self, house: &HouseFile) -> Fallbacks {
        Fallbacks {
            source_date_epoch: self.source_date_epoch,
            timezone: house.timezone.clone().unwrap_or(TimeZone::UTC),
            now: self.now,
        }
    }

    /// Fails when the pressroom.toml of any of these folders cannot be used.
    pub fn check_houses(&self, folders: &[PathBuf]) -> Result<(), Findings> {
        let faults = folders.iter().filter_map(|folder| self.house(folder).fault.clone());
        match faults.into_iter().next() {
            Some((fault, text)) => Err(Findings { sources: Sources::of(&fault, &text), diagnostics: vec![fault] }),
            None => Ok(()),
        }
    }

    /// The house of the stories in a folder. Each file is read once.
    pub fn house(&self, folder: &Path) -> Arc<HouseFile> {
        let start = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        // Whole between any two statements that could panic.
        let mut houses = self.houses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = houses.get(&start) {
            return known.clone();
        }
        let house = Arc::new(house_above(&start).map(|file| read_house(&file)).unwrap_or_default());
        houses.insert(start, house.clone());
        house
    }
}

/// The nearest pressroom.toml, from an absolute folder upward.
pub fn house_above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(HOUSE_FILE)).find(|file| file.is_file())
}

/// Reads a pressroom.toml.
pub fn read_house(file: &Path) -> HouseFile {
    let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
    let text = match read_settings(file) {
        Ok(text) => text,
        Err(unreadable) => {
            let fault = Some((unreadable, String::new()));
            return HouseFile { folder, fault, ..HouseFile::default() };
        }
    };
    let parsed = House::parse(&file.display().to_string(), &text).and_then(|house| {
        // An unknown name was refused when the file was read.
        let timezone = house.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
        let profile = house.profile.as_deref().map(|given| profile(given, &folder)).transpose()?;
        known(&Settings { profile: profile.clone(), ..Settings::default() })?;
        Ok((house, timezone, profile))
    });
    match parsed {
        Ok((house, timezone, profile)) => HouseFile { house, folder, timezone, profile, fault: None },
        Err(fault) => HouseFile { folder, fault: Some((fault, text)), ..HouseFile::default() },
    }
}

/// A name, or a file when it looks like one.
fn profile(given: &str, folder: &Path) -> Result<ProfileChoice, Diagnostic> {
    if !given.ends_with(".toml") {
        return Ok(ProfileChoice::Named(given.to_owned()));
    }
    let path = folder.join(given);
    let text = read_settings(&path)?;
    Ok(ProfileChoice::File { name: path.display().to_string(), text })
}

/// Whether there is such a profile and such an encoding: reading a word tells.
fn known(reading: &Settings) -> Result<(), Diagnostic> {
    let word = pressroom_read::Source { name: "", bytes: b"word" };
    let as_text = Settings { format: Some(Format::Text), ..reading.clone() };
    let faults = pressroom_read::read(&word, &as_text).err().unwrap_or_default();
    let about_us = |fault: &Diagnostic| {
        let codes = [pressroom_read::codes::UNKNOWN_PROFILE, pressroom_read::codes::UNKNOWN_ENCODING];
        let in_profile = matches!(&reading.profile, Some(ProfileChoice::File { name, .. })
            if fault.labels.iter().any(|label| *label.span.file == **name));
        in_profile || codes.iter().any(|code| fault.code == code.id)
    };
    faults.into_iter().find(about_us).map_or(Ok(()), Err)
}

/// <https://reproducible-builds.org/specs/source-date-epoch/>
fn source_date_epoch() -> Result<Option<Timestamp>, Diagnostic> {
    let Some(given) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    let seconds = given.to_str().and_then(|text| text.parse().ok());
    let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.map(Some).ok_or_else(|| Diagnostic::new(BAD_EPOCH).arg("given", given.to_string_lossy()))
}
