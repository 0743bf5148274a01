//! What the host costs: reading a manifest, starting a worker, and a job in a worker and in process. Prints microseconds, the
//! best of many batches.
#![allow(clippy::unwrap_used)]

use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pressroom_core::{Article, Asset, Block, Figure, Inline, Paragraph};
use pressroom_host::search::{Origin, SearchDir};
use pressroom_host::{Conversion, Lock, Plugin, Settings, Story, WorkerCommand, discover, run};

/// In a batch. The best of many batches is told: what else the machine does only adds.
const JOBS: u32 = 100;
const BATCHES: u32 = 40;
const PICTURE_BYTES: usize = 1_000_000;
/// About the JSON of a 6 KB story.
const PARAGRAPHS: usize = 12;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("overhead");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = folder.join(format!("bench.{}", std::env::consts::DLL_EXTENSION));
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O2", "-w", "-I"]).arg(here.join("../pressroom-plugin/include"));
    cc.arg("-o").arg(library).arg(here.join("tests/plugins/hostile.c"));
    assert!(cc.status().unwrap().success());

    let dirs = [SearchDir { path: folder.clone(), origin: Origin::Flag }];
    let plugin = discover(&dirs).plugins.first().unwrap().clone();
    let discovery = best(|| {
        let start = Instant::now();
        discover(&dirs);
        start.elapsed()
    });
    show("discover a folder with one plugin", discovery);

    let worker = WorkerCommand { program: env!("CARGO_BIN_EXE_pressroom-worker").into(), args: Vec::new() };
    let settings = |in_process| Settings {
        jobs: NonZeroUsize::MIN,
        timeout: Duration::from_secs(60),
        memory_bytes: pressroom_host::DEFAULT_MEMORY_BYTES,
        output_bytes: pressroom_host::DEFAULT_OUTPUT_BYTES,
        in_process,
        worker: worker.clone(),
        interrupted: Arc::default(),
        watch: Default::default(),
    };
    let text = "Sáng 4/5, tại thành phố Tây Ninh, hội nghị bàn về ".repeat(10);
    let paragraph = Block::Paragraph(Paragraph { content: vec![Inline::Text { text }], span: None });
    let story = Article { body: vec![paragraph; PARAGRAPHS], ..Article::default() };
    let story = Arc::new(Story::new(&story, folder.clone()));
    std::fs::write(folder.join("p.jpg"), vec![7; PICTURE_BYTES]).unwrap();
    let figure = Figure { asset: Some(Asset { file: "p.jpg".into(), ..Asset::default() }), ..Figure::default() };
    let picture = Article { body: vec![Block::Figure(figure)], ..Article::default() };
    let picture = Arc::new(Story::new(&picture, folder.clone()));
    for in_process in [false, true] {
        let how = if in_process { "in process" } else { "in a worker" };
        let settings = settings(in_process);
        let time = |jobs, what, story| time(jobs, what, &plugin, story, &folder, &settings);
        let one = best(|| time(1, "good", &story));
        show(&format!("first job {how}, start and end included"), one);
        let each = |what, story| best(|| time(JOBS, what, story)).saturating_sub(one) / (JOBS - 1);
        show(&format!("each further job {how}, its file landed"), each("good", &story));
        show(&format!("each further job {how} that reads a picture of 1 MB"), each("picture", &picture));
    }
    Lock::write(&folder, [&plugin]).unwrap();
    let locked = Lock::find(&folder).unwrap().unwrap().check(&plugin).unwrap();
    let one = best(|| time(1, "good", &locked, &story, &folder, &settings(false)));
    show("first job in a worker, by a locked plugin", one);
    let landing = best(|| {
        let start = Instant::now();
        for _ in 0..JOBS {
            std::fs::write(folder.join("x.tmp"), "first line\n").unwrap();
            std::fs::rename(folder.join("x.tmp"), folder.join("x.out")).unwrap();
        }
        start.elapsed()
    });
    show("of which writing and renaming a file", landing / JOBS);
    std::fs::remove_dir_all(&folder).unwrap();
}

fn time(
    jobs: u32,
    what: &str,
    plugin: &Arc<Plugin>,
    story: &Arc<Story>,
    folder: &Path,
    settings: &Settings,
) -> Duration {
    let options = Arc::new(serde_json::json!({"do": what}));
    let conversions = (0..jobs).map(|_| Conversion {
        input: "story.txt".into(),
        plugin: plugin.clone(),
        options: options.clone(),
        stem: "story".into(),
        folder: folder.to_owned(),
        issue: None,
        stories: vec![story.clone()],
    });
    let start = Instant::now();
    run(conversions, settings, |outcome| {
        let landed = outcome.ready.map(pressroom_host::Ready::land);
        assert!(matches!(landed, Some(Ok(_))), "{:?}", outcome.diagnostics);
    });
    start.elapsed()
}

fn best(batch: impl Fn() -> Duration) -> Duration {
    (0..BATCHES).map(|_| batch()).min().unwrap()
}

fn show(what: &str, took: Duration) {
    println!("{:9.1} us  {what}", took.as_nanos() as f64 / 1000.0);
}
