//! The tests, in the order in which they are run and shown.

mod cancelling;
mod jobs;
mod loading;
mod memory;
mod options;
mod original;
mod refusals;
mod together;
pub mod worker;

use crate::bench::Bench;
use crate::record::Tried;

/// A test of the kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    Handshake,
    Manifest,
    Options,
    EmptyStory,
    HugeStory,
    EveryKind,
    UnknownKind,
    RightToLeft,
    MissingPicture,
    Original,
    FailingSink,
    OutputNames,
    Cancellation,
    TwoInstances,
    Concurrent,
    SameBytes,
    Memory,
    Worker,
}

/// What a report puts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Loading,
    Stories,
    Refusals,
    ManyJobs,
}

impl Test {
    pub const ALL: [Test; 18] = [
        Test::Handshake,
        Test::Manifest,
        Test::Options,
        Test::EmptyStory,
        Test::HugeStory,
        Test::EveryKind,
        Test::UnknownKind,
        Test::RightToLeft,
        Test::MissingPicture,
        Test::Original,
        Test::FailingSink,
        Test::OutputNames,
        Test::Cancellation,
        Test::TwoInstances,
        Test::Concurrent,
        Test::SameBytes,
        Test::Memory,
        Test::Worker,
    ];

    /// As reports name it, and as it is: a promise.
    pub fn id(self) -> &'static str {
        match self {
            Test::Handshake => "handshake",
            Test::Manifest => "manifest",
            Test::Options => "options",
            Test::EmptyStory => "empty-story",
            Test::HugeStory => "huge-story",
            Test::EveryKind => "every-kind",
            Test::UnknownKind => "unknown-kind",
            Test::RightToLeft => "right-to-left",
            Test::MissingPicture => "missing-picture",
            Test::Original => "original",
            Test::FailingSink => "failing-sink",
            Test::OutputNames => "output-names",
            Test::Cancellation => "cancellation",
            Test::TwoInstances => "two-instances",
            Test::Concurrent => "concurrent",
            Test::SameBytes => "same-bytes",
            Test::Memory => "memory",
            Test::Worker => "worker",
        }
    }

    pub fn by_id(id: &str) -> Option<Test> {
        Test::ALL.into_iter().find(|test| test.id() == id)
    }

    pub fn group(self) -> Group {
        match self {
            Test::Handshake | Test::Manifest | Test::Options => Group::Loading,
            Test::EmptyStory
            | Test::HugeStory
            | Test::EveryKind
            | Test::UnknownKind
            | Test::RightToLeft
            | Test::MissingPicture
            | Test::Original => Group::Stories,
            Test::FailingSink | Test::OutputNames | Test::Cancellation => Group::Refusals,
            Test::TwoInstances | Test::Concurrent | Test::SameBytes | Test::Memory | Test::Worker => Group::ManyJobs,
        }
    }

    /// Runs in the child.
    pub(crate) fn run(self, bench: &mut Bench) -> Tried {
        match self {
            Test::Handshake => loading::handshake(bench),
            Test::Manifest => loading::manifest(bench),
            Test::Options => options::honest(bench),
            Test::EmptyStory => jobs::empty(bench),
            Test::HugeStory => jobs::huge(bench),
            Test::EveryKind => jobs::every_kind(bench),
            Test::UnknownKind => jobs::unknown_kind(bench),
            Test::RightToLeft => jobs::right_to_left(bench),
            Test::MissingPicture => jobs::missing_picture(bench),
            Test::Original => original::every_way(bench),
            Test::FailingSink => refusals::failing_sink(bench),
            Test::OutputNames => refusals::output_names(bench),
            Test::Cancellation => cancelling::in_time(bench),
            Test::TwoInstances => together::two_instances(bench),
            Test::Concurrent => together::concurrent(bench),
            Test::SameBytes => together::same_bytes(bench),
            Test::Memory => memory::does_not_grow(bench),
            Test::Worker => worker::needs_a_host(),
        }
    }
}
