//! A worker serves thousands of jobs: what one leaves behind adds up.

use pressroom_core::Diagnostic;

use crate::bench::Bench;
use crate::codes;
use crate::record::{Tried, Verdict};

const JOBS: usize = 1_000;
/// Caches fill and the allocator settles.
const WARM_UP_JOBS: usize = 500;
/// 2 KB a job: a leaked story of the kit is more, and an allocator's own swaying is less.
const MAX_GROWTH_KILOBYTES: u64 = 1_000;

pub fn does_not_grow(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    let job = bench.plain_job().named("one of 1,000 jobs");
    let mut before = 0;
    for number in 0..JOBS {
        if number == WARM_UP_JOBS {
            let Some(now) = resident_kilobytes() else { return Ok(Verdict::skipped(codes::NOT_MEASURED)) };
            before = now;
        }
        bench.write(&mut instance, &options, &job)?;
    }
    let Some(after) = resident_kilobytes() else { return Ok(Verdict::skipped(codes::NOT_MEASURED)) };
    let growth = after.saturating_sub(before);
    if growth > MAX_GROWTH_KILOBYTES {
        let grows = Diagnostic::new(codes::GROWS).arg("kilobytes", growth);
        return Err(grows.arg("jobs", JOBS - WARM_UP_JOBS));
    }
    Ok(Verdict::PASSED)
}

/// proc(5), `VmRSS`.
fn resident_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
