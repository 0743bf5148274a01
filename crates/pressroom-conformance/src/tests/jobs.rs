//! Stories of every kind.

use crate::bench::{Bench, Job};
use crate::record::{Tried, Verdict};
use crate::sink::{Pictures, Rules};
use crate::stories;

/// A story with nothing in it may be refused, with a reason.
pub fn empty(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    let mut jobs = bench.jobs("empty story", &stories::empty());
    jobs.extend(bench.jobs("story with a headline only", &stories::headline_only()));
    if bench.takes_issues() {
        jobs.push(bench.edition("edition without stories", &[]));
    }
    for job in &jobs {
        bench.run(&mut instance, &options, job, Rules::default()).kept_the_contract()?;
    }
    Ok(Verdict::PASSED)
}

pub fn huge(bench: &mut Bench) -> Tried {
    let jobs = bench.jobs("story of 10,000 paragraphs", &stories::huge());
    all_written(bench, &jobs)
}

pub fn every_kind(bench: &mut Bench) -> Tried {
    // One by one first, so that the kind at fault is named.
    let mut jobs = Vec::new();
    for (kind, article) in stories::kinds() {
        jobs.extend(bench.jobs(&format!("story with {kind}"), &article));
    }
    jobs.extend(bench.jobs("story with every kind of block and inline", &stories::every_kind()));
    all_written(bench, &jobs)
}

pub fn unknown_kind(bench: &mut Bench) -> Tried {
    let mut jobs = Vec::new();
    for (kind, article) in stories::unknown_kinds() {
        jobs.extend(bench.jobs(&format!("story with {kind}"), &article));
    }
    all_written(bench, &jobs)
}

pub fn right_to_left(bench: &mut Bench) -> Tried {
    let mut jobs = bench.jobs("story in Arabic", &stories::arabic());
    jobs.extend(bench.jobs("story in Hebrew", &stories::hebrew()));
    all_written(bench, &jobs)
}

pub fn missing_picture(bench: &mut Bench) -> Tried {
    const FILE: &str = "images/cho-noi.png";
    let figure = stories::with_picture(FILE);
    let named = |bytes: Option<&[u8]>| Pictures::from([((0, FILE.to_owned()), bytes.map(<[u8]>::to_vec))]);
    let whole = stories::PICTURE;
    let half = whole.get(..whole.len() / 2);
    let mut jobs = bench.jobs("story whose picture is not there", &figure);
    jobs.extend(bench.jobs("story that has a caption without a picture", &stories::without_picture()));
    jobs.extend(bench.jobs_with("story whose picture cannot be read", &figure, named(None)));
    jobs.extend(bench.jobs_with("story whose picture is empty", &figure, named(Some(&[]))));
    jobs.extend(bench.jobs_with("story whose picture is no picture", &figure, named(Some(b"<html>not found</html>"))));
    jobs.extend(bench.jobs_with("story whose picture is cut short", &figure, named(half)));
    jobs.extend(bench.jobs_with("story with a picture", &figure, named(Some(whole))));
    all_written(bench, &jobs)
}

/// All on one instance, as a worker does it.
fn all_written(bench: &mut Bench, jobs: &[Job]) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    for job in jobs {
        bench.write(&mut instance, &options, job)?;
    }
    Ok(Verdict::PASSED)
}
