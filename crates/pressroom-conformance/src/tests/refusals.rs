//! The host may refuse a write, or a name. The plugin stops, says so, and serves the next job.

use crate::bench::{Bench, Job};
use crate::record::{Tried, Verdict};
use crate::sink::{Pictures, Rules};
use crate::stories;

/// A plugin that writes letter by letter is not tried at every letter.
const MOST_WRITES: usize = 1_000;

pub fn failing_sink(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    let pictures = Pictures::from([((0, "images/a.png".to_owned()), Some(stories::PICTURE.to_vec()))]);
    for job in bench.jobs_with("story with a picture", &stories::with_picture("images/a.png"), pictures) {
        let run = bench.run(&mut instance, &options, &job, Rules::default());
        let writes = run.sink.writes;
        run.written()?;
        for from in 0..writes.min(MOST_WRITES) {
            let doing = format!("{}, write {} and all after it refused", job.doing, from + 1);
            let job = job.named(&doing);
            let rules = Rules { refuse_writes_from: Some(from), ..Rules::default() };
            let run = bench.run(&mut instance, &options, &job, rules);
            run.kept_the_contract()?;
        }
        let job = bench.plain_job().named("plain story after refused writes");
        bench.write(&mut instance, &options, &job)?;
    }
    Ok(Verdict::PASSED)
}

/// Names of pictures that must not become names of outputs as they are: on one system or another each would lead outside of
/// the output's folder, or nowhere.
const HOSTILE_NAMES: [&str; 14] = [
    "../x.png",
    "/etc/x.png",
    "images/../../x.png",
    "a\0b.png",
    "",
    "CON.png",
    "images/aux",
    "lpt1.png",
    "C:\\x.png",
    "images\\x.png",
    "x.png ",
    ".hidden.png",
    "images//x.png",
    "a\nb.png",
];

pub fn output_names(bench: &mut Bench) -> Tried {
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    // Names that newsrooms give: no plugin has a reason to make something forbidden of them.
    for name in ["images/p46.png", "Ảnh chợ nổi 1.png", "a.b.c.PNG"] {
        for job in with_picture_named(bench, name) {
            bench.write(&mut instance, &options, &job)?;
        }
    }
    for name in HOSTILE_NAMES {
        for job in with_picture_named(bench, name) {
            let mut run = bench.run(&mut instance, &options, &job, Rules::default());
            // Taking the picture's name and being refused is a way to fail; not to hear of it is none.
            run.sink.refused_name = None;
            run.kept_the_contract()?;
        }
        let job = bench.plain_job().named("plain story after a refused name");
        bench.write(&mut instance, &options, &job)?;
    }
    Ok(Verdict::PASSED)
}

fn with_picture_named(bench: &Bench, name: &str) -> Vec<Job> {
    let pictures = Pictures::from([((0, name.to_owned()), Some(stories::PICTURE.to_vec()))]);
    let doing = format!("story with a picture `{}`", name.escape_debug());
    bench.jobs_with(&doing, &stories::with_picture(name), pictures)
}
