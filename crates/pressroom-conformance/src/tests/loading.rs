//! The library loads and is what it says.

use pressroom_core::Diagnostic;

use crate::bench::Bench;
use crate::codes;
use crate::record::{Tried, Verdict};

/// The handshake itself is behind us when a test runs; an instance that is made and freed is the rest of it.
pub fn handshake(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    drop(bench.instance(&options)?);
    bench.record.doing("destroy");
    Ok(Verdict::PASSED)
}

pub fn manifest(bench: &mut Bench) -> Tried {
    if bench.opened.same_manifest { Ok(Verdict::PASSED) } else { Err(Diagnostic::new(codes::OTHER_MANIFEST)) }
}
