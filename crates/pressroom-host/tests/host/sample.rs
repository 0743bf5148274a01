//! A well-behaved plugin, in workers and in process.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use pressroom_core::{Asset, Block, Figure, Issue, Text};
use pressroom_host::{Conversion, Edition, OriginalFile, Settings, Spill, Story};

use crate::support::{Folder, build_c, codes, conversion, hostile, only_plugin, run_all, sample, settings, story};

fn both_ways() -> [Settings; 2] {
    [settings(), Settings { in_process: true, ..settings() }]
}

/// A conversion of a story that names these files, kept in `folder`.
fn with_pictures(files: &[&str], folder: &Folder, out: &Folder) -> Conversion {
    let mut article = story("Tin có ảnh");
    article.ed_note = Some(Text::new("for editors"));
    for file in files {
        let asset = Asset { file: (*file).into(), media_type: "image/jpeg".into(), ..Asset::default() };
        article.body.push(Block::Figure(Figure { asset: Some(asset), ..Figure::default() }));
    }
    Conversion {
        stories: vec![Arc::new(Story::new(&article, folder.0.clone()))],
        ..conversion(&sample(), &[], "tin", out)
    }
}

#[test]
fn outputs_land_with_the_storys_files() {
    for settings in both_ways() {
        let (folder, out) = (Folder::new(), Folder::new());
        std::fs::create_dir(folder.0.join("images")).unwrap();
        // More than one chunk of the protocol.
        let picture = "x".repeat(3_000_000);
        std::fs::write(folder.0.join("images/p46.jpg"), &picture).unwrap();
        let outcomes = run_all(vec![with_pictures(&["images/p46.jpg"], &folder, &out)], &settings);
        let outcome = outcomes.first().unwrap();
        assert_eq!(outcome.diagnostics, []);
        let landed = outcome.result.as_ref().unwrap();
        let paths: Vec<_> = landed.iter().map(|landed| landed.path.strip_prefix(&out.0).unwrap()).collect();
        assert_eq!(paths, [std::path::Path::new("tin.txt"), "tin.text-files/images/p46.jpg".as_ref()]);
        assert_eq!(landed.iter().map(|landed| landed.bytes).collect::<Vec<_>>(), [14, 3_000_000]);
        // A reader's output has no editor's note.
        let wanted = [("tin.text-files/images/p46.jpg".into(), picture), ("tin.txt".into(), "Tin có ảnh\n".into())];
        assert_eq!(out.files(), wanted);
    }
}

#[test]
fn only_files_inside_the_storys_folder_are_opened() {
    let (folder, out) = (Folder::new(), Folder::new());
    std::os::unix::fs::symlink("/etc/hostname", folder.0.join("link.jpg")).unwrap();
    let names = ["missing.jpg", "link.jpg", "../secret.jpg", "/etc/hostname"];
    let outcomes = run_all(vec![with_pictures(&names, &folder, &out)], &settings());
    let outcome = outcomes.first().unwrap();
    assert_eq!(codes(&outcome.diagnostics), ["H049"; 4]);
    assert!(outcome.result.is_ok());
    assert_eq!(out.names(), ["tin.txt"]);
}

#[test]
fn who_does_not_ask_for_the_original_does_not_get_it() {
    for settings in both_ways() {
        let out = Folder::new();
        let article = story("original");
        let file = OriginalFile {
            name: "tin.txt".into(),
            media_type: "text/plain".into(),
            bytes: b"copy".to_vec(),
            plain: true,
            several: false,
        };
        let told = Story::new(&article, out.0.clone()).with_original(&article, file, None);
        let conversion = Conversion { stories: vec![Arc::new(told)], ..conversion(&sample(), &[], "tin", &out) };
        let outcomes = run_all(vec![conversion], &settings);
        assert_eq!(codes(&outcomes.first().unwrap().diagnostics), ["H130"]);
        assert_eq!(out.files(), [("tin.txt".into(), "original\n".into())]);
    }
}

#[test]
fn a_panic_is_a_diagnostic_and_the_worker_lives_on() {
    let out = Folder::new();
    let one = |stem| conversion(&sample(), &[("capitals", "true")], stem, &out);
    let outcomes = run_all(vec![one("panic"), one("sau đó")], &settings());
    let shown: Vec<_> = outcomes.iter().map(|outcome| (outcome.result.is_ok(), codes(&outcome.diagnostics))).collect();
    assert_eq!(shown, [(false, vec!["L091"]), (true, vec![])]);
    assert_eq!(out.files(), [("sau đó.txt".into(), "SAU ĐÓ\n".into())]);
}

#[test]
fn the_reason_of_a_failure_is_shown_after_many_losses() {
    for settings in both_ways() {
        let out = Folder::new();
        let outcomes = run_all(vec![conversion(&sample(), &[], "many losses, then an error", &out)], &settings);
        let outcome = outcomes.first().unwrap();
        assert!(outcome.result.is_err());
        let reason = outcome.diagnostics.iter().find(|diagnostic| diagnostic.code == "L090").unwrap();
        assert_eq!(reason.args.get("message").unwrap(), "asked to fail");
    }
}

#[test]
fn outcomes_come_in_order_whatever_finishes_first() {
    let out = Folder::new();
    let mut conversions = Vec::new();
    // More than fit into the window, by two plugins in turn.
    for number in 0..200 {
        let plugin = if number % 2 == 0 { sample() } else { hostile() };
        conversions.push(conversion(&plugin, &[], &format!("{number:03}"), &out));
    }
    let outcomes = run_all(conversions, &settings());
    assert!(outcomes.iter().all(|outcome| outcome.result.is_ok()));
    assert_eq!(outcomes.iter().map(|outcome| outcome.index).collect::<Vec<_>>(), (0..200).collect::<Vec<_>>());
    assert_eq!(out.names().len(), 200);
}

#[test]
fn an_edition_reaches_the_plugin_whole() {
    let (folder, out) = (Folder::new(), Folder::new());
    std::fs::write(folder.0.join("cover.png"), "a cover").unwrap();
    build_c(&folder.0, "edition", &["SCOPE=\"\\\"issue\\\"\""]);
    let plugin = only_plugin(&folder.0);
    let cover = Asset { file: "cover.png".into(), media_type: "image/png".into(), ..Asset::default() };
    let issue = Issue { cover: Some(cover), number: Some("7".into()), ..Issue::default() };
    let articles = ["một", "hai"].map(story);
    let spill = Arc::new(Spill::new().unwrap());
    // One in memory, one outside.
    let stories = [
        Arc::new(Story::new(&articles[0], folder.0.clone())),
        Arc::new(Story::spilled(&articles[1], folder.0.clone(), &spill)),
    ];
    // More than one frame of the protocol.
    let many: Vec<_> = stories.iter().cycle().take(20_000).cloned().collect();
    let edition = Edition { issue: issue.clone(), folder: folder.0.clone() };
    let single = conversion(&plugin, &[("do", "edition")], "single", &out);
    let whole = Conversion {
        issue: Some(edition),
        stories: many.clone(),
        ..conversion(&plugin, &[("do", "edition")], "issue", &out)
    };
    let outcomes = run_all(vec![single, whole], &settings());
    let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
    assert_eq!(shown, [vec!["H052"], vec![]]);
    let files = out.files();
    let content = |name: &str| &files.iter().find(|(file, _)| file == name).unwrap().1;
    assert_eq!(content("issue.hostile-files/cover.png"), "a cover");
    assert_eq!(serde_json::from_str::<Issue>(content("issue.hostile-files/issue.json")).unwrap(), issue);
    let json = articles.map(|article| serde_json::to_string(&article).unwrap());
    let wanted: String = json.iter().cycle().take(20_000).map(String::as_str).collect();
    assert!(*content("issue.hostile-files/articles.json") == wanted);
}

#[test]
fn conversions_are_drawn_as_they_are_needed() {
    let out = Folder::new();
    let (drawn, reported, most) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let conversions = (0..1_000).map(|_| {
        drawn.set(drawn.get() + 1);
        most.set(most.get().max(drawn.get() - reported.get()));
        conversion(&hostile(), &[], "same", &out)
    });
    pressroom_host::run(conversions, &settings(), |_| reported.set(reported.get() + 1));
    assert_eq!((drawn.get(), reported.get()), (1_000, 1_000));
    assert!(most.get() <= 64, "{} were held at once", most.get());
}

#[test]
fn an_interrupt_leaves_nothing_half_written() {
    let out = Folder::new();
    let settings = settings();
    let mut conversions: Vec<_> =
        (0..4).map(|n| conversion(&hostile(), &[("do", "sleep")], &n.to_string(), &out)).collect();
    conversions.insert(0, conversion(&hostile(), &[], "done", &out));
    let mut outcomes = Vec::new();
    let interrupted = settings.interrupted.clone();
    pressroom_host::run(conversions.into_iter(), &settings, |outcome| {
        // The first is done; others sleep or wait.
        interrupted.store(true, Ordering::Relaxed);
        outcomes.push((outcome.input.clone(), codes(&outcome.diagnostics).join(" ")));
        assert!(outcome.ready.is_none_or(|ready| ready.land().is_ok()));
    });
    assert_eq!(outcomes.remove(0), ("done.txt".to_owned(), String::new()));
    assert!(outcomes.iter().all(|(_, codes)| codes == "H036"), "{outcomes:?}");
    assert!(outcomes.len() < 4);
    assert_eq!(out.names(), ["done.out"]);
}
