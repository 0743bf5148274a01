//! Only what a house has taken is loaded, and only as it was taken.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use pressroom_host::{LOCK_FILE, Lock, Settings};

use crate::support::{Folder, build_c, codes, conversion, only_plugin, run_all, settings};

#[test]
fn what_was_taken_is_loaded_until_it_changes() {
    for settings in [settings(), Settings { in_process: true, ..settings() }] {
        let (folder, out) = (Folder::new(), Folder::new());
        let library = build_c(&folder.0, "plugin", &["ID=\"taken\""]);
        let plugin = only_plugin(&folder.0);
        let (path, taken) = Lock::write(&out.0, [&plugin]).unwrap();
        assert_eq!((path, taken.len()), (out.0.join(LOCK_FILE), 1));
        let below = out.0.join("politics/today");
        fs::create_dir_all(&below).unwrap();
        let lock = Lock::find(&below).unwrap().unwrap();

        let locked = lock.check(&plugin).unwrap();
        let outcomes = run_all(vec![conversion(&locked, &[], "a", &out)], &settings);
        assert_eq!(codes(&outcomes.first().unwrap().diagnostics), [""; 0]);

        // After it was looked at, and before it is loaded.
        OpenOptions::new().append(true).open(&library).unwrap().write_all(b"x").unwrap();
        assert_eq!(codes(&[lock.check(&plugin).unwrap_err()]), ["H067"]);
        if !settings.in_process {
            let outcomes = run_all(vec![conversion(&locked, &[], "b", &out)], &settings);
            assert_eq!(codes(&outcomes.first().unwrap().diagnostics), ["H067"]);
            assert!(!out.names().contains(&"b.out".to_owned()));
        }
    }
}

#[test]
fn two_locked_plugins_in_one_process_are_not_mixed_up() {
    let out = Folder::new();
    let settings = Settings { in_process: true, ..settings() };
    let plugins: Vec<_> = ["one", "two"]
        .into_iter()
        .map(|id| {
            let folder = Folder::new();
            build_c(&folder.0, "plugin", &[&format!("ID=\"{id}\"")]);
            let plugin = only_plugin(&folder.0);
            Lock::write(&out.0, [&plugin]).unwrap();
            (folder, plugin)
        })
        .collect();
    let lock = Lock::find(&out.0).unwrap().unwrap();
    let conversions =
        plugins.iter().map(|(_, plugin)| conversion(&lock.check(plugin).unwrap(), &[], plugin.id(), &out));
    let outcomes = run_all(conversions.collect(), &settings);
    // The one's library in place of the other's would have another manifest.
    let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
    assert_eq!(shown, [[""; 0], [""; 0]]);
}

#[test]
fn a_lock_that_cannot_be_used_forbids() {
    let (folder, house) = (Folder::new(), Folder::new());
    build_c(&folder.0, "plugin", &[]);
    let plugin = only_plugin(&folder.0);
    let write = |text: &str| fs::write(house.0.join(LOCK_FILE), text).unwrap();
    let code = |folder: &Path| match Lock::find(folder) {
        Ok(Some(lock)) => codes(&[lock.check(&plugin).unwrap_err()]).concat(),
        Ok(None) => "none".to_owned(),
        Err(fault) => codes(&[fault]).concat(),
    };
    write("[plugins]\nother = \"sha256:00\"\n");
    assert_eq!(code(&house.0), "H069");
    write("<<<<<<< ours\n");
    assert_eq!(code(&house.0), "H069");
    write("[plugins]\n");
    assert_eq!(code(&house.0), "H068");
    write(&format!("[plugins]\nhostile = \"sha256:{}\"\n", "0".repeat(64)));
    assert_eq!(code(&house.0), "H067");
}
