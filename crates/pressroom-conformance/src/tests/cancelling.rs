//! A plugin that asks whether it should stop, stops when it is told to.

use std::time::Duration;

use pressroom_core::Article;
use pressroom_plugin::abi::STATUS_CANCELLED;

use crate::bench::Bench;
use crate::codes;
use crate::record::{Tried, Verdict};
use crate::sink::Rules;
use crate::stories;

/// How long stopping may take: an editor who pressed Ctrl-C waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
const STORIES: usize = 40;

pub fn in_time(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    let mut jobs = Vec::new();
    if bench.takes_issues() {
        let many: Vec<Article> = (0..STORIES).map(stories::numbered).collect();
        jobs.push(bench.edition("edition of 40 stories", &many));
    }
    if bench.takes_stories() {
        jobs.push(bench.single("long story", &stories::long()));
    }
    let mut ever_asked = false;
    for job in jobs {
        let run = bench.run(&mut instance, &options, &job, Rules::default());
        let asked = run.sink.asked;
        run.written()?;
        ever_asked |= asked > 0;
        // After the last question there may be nothing left to stop.
        let mut moments = vec![0, asked / 2];
        moments.dedup();
        moments.retain(|moment| *moment == 0 || moment + 1 < asked);
        for moment in moments.into_iter().filter(|_| asked > 0) {
            let doing = format!("{}, asked to stop at call {} of {asked} of progress", job.doing, moment + 1);
            let stopped = job.named(&doing);
            let run =
                bench.run(&mut instance, &options, &stopped, Rules { stop_from: Some(moment), ..Rules::default() });
            if run.returned.status != STATUS_CANCELLED {
                return Err(run.fault(codes::NOT_CANCELLED).arg("status", run.returned.status));
            }
            let took = run.sink.told_to_stop.map(|then| then.elapsed()).unwrap_or_default();
            if took > PATIENCE {
                let late = run.fault(codes::LATE).arg("seconds", took.as_secs());
                return Err(late.arg("limit", PATIENCE.as_secs()));
            }
        }
        let next = bench.plain_job().named("plain story after a stop");
        bench.write(&mut instance, &options, &next)?;
    }
    Ok(if ever_asked { Verdict::PASSED } else { Verdict::passed_with(codes::NEVER_ASKS) })
}
