//! What an invocation settles once, before it reads a story.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, tz::TimeZone};
use pressroom_core::time::Fallbacks;
use pressroom_core::{Code, DateTime, Diagnostic};
use pressroom_read::files::{House, Meta};
use pressroom_read::{ProfileChoice, Settings};

use crate::args::ReadingArgs;
use crate::inputs::unreadable;

const NOT_A_TIME: Code = Code::error("A009");
const BAD_EPOCH: Code = Code::error("A011");
const NO_SUCH_ZONE: Code = Code::error("A012");

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
        let profile = args.profile.as_deref().map(profile).transpose()?;
        Ok(Desk {
            meta: Meta::parse(&args.meta)?,
            now,
            reading: Settings { encoding: args.encoding.clone(), profile, language: None },
            source_date_epoch: source_date_epoch()?,
            houses: Mutex::default(),
        })
    }

    /// How a story of this house is read: the command line's profile, else the house's.
    pub fn reading(&self, house: &HouseFile) -> Settings {
        let profile = self.reading.profile.clone();
        let of_house = || house.house.profile.clone().map(ProfileChoice::Named);
        Settings { profile: profile.or_else(of_house), ..self.reading.clone() }
    }

    pub fn time(&self, house: &HouseFile) -> Fallbacks {
        Fallbacks {
            source_date_epoch: self.source_date_epoch,
            timezone: house.timezone.clone().unwrap_or(TimeZone::UTC),
            now: self.now,
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
        let file = start.ancestors().map(|folder| folder.join(HOUSE_FILE)).find(|file| file.is_file());
        let house = Arc::new(file.map(|file| read_house(&file)).unwrap_or_default());
        houses.insert(start, house.clone());
        house
    }
}

fn read_house(file: &Path) -> HouseFile {
    let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            let fault = Some((unreadable(file, &error), String::new()));
            return HouseFile { folder, fault, ..HouseFile::default() };
        }
    };
    let parsed = House::parse(&file.display().to_string(), &text).and_then(|house| {
        let timezone = house.timezone.as_deref().map(zone).transpose()?;
        Ok((house, timezone))
    });
    match parsed {
        Ok((house, timezone)) => HouseFile { house, folder, timezone, fault: None },
        Err(fault) => HouseFile { folder, fault: Some((fault, text)), ..HouseFile::default() },
    }
}

fn zone(name: &str) -> Result<TimeZone, Diagnostic> {
    TimeZone::get(name).map_err(|_| Diagnostic::new(NO_SUCH_ZONE).arg("given", name))
}

/// A name, or a file when it looks like one.
fn profile(given: &str) -> Result<ProfileChoice, Diagnostic> {
    if !given.ends_with(".toml") {
        return Ok(ProfileChoice::Named(given.to_owned()));
    }
    let text = std::fs::read_to_string(given).map_err(|error| unreadable(Path::new(given), &error))?;
    Ok(ProfileChoice::File { name: given.to_owned(), text })
}

/// <https://reproducible-builds.org/specs/source-date-epoch/>
fn source_date_epoch() -> Result<Option<Timestamp>, Diagnostic> {
    let Some(given) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    let seconds = given.to_str().and_then(|text| text.parse().ok());
    let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.map(Some).ok_or_else(|| Diagnostic::new(BAD_EPOCH).arg("given", given.to_string_lossy()))
}
