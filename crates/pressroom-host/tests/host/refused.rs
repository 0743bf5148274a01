//! Files that are found and not taken: each with its own reason, and none of their code run.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;

use pressroom_core::Severity;
use pressroom_host::discover;
use pressroom_host::search::{Origin, SearchDir};

use crate::support::{Folder, build_c, codes, search};

/// Builds one file into a folder and gives the codes of what was refused.
fn refused(define: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<String> {
    let folder = Folder::new();
    // Would end this process, if it were loaded.
    let library = build_c(&folder.0, "plugin", &["CRASH_ON_LOAD", define]);
    let bytes = change(std::fs::read(&library).unwrap());
    std::fs::write(&library, bytes).unwrap();
    let found = discover(&search(&folder.0));
    assert!(found.plugins.is_empty(), "{define}");
    codes(&found.refused).into_iter().map(str::to_owned).collect()
}

#[test]
fn damaged_files() {
    for cut in [0, 1, 5, 63, 64, 700, 4096, 12_000] {
        let codes = refused("X", |bytes| bytes.get(..cut).unwrap().to_vec());
        // So little that it could be anything.
        let wanted = if (1..16).contains(&cut) { "H010" } else { "H011" };
        assert_eq!(codes, [wanted], "cut to {cut} bytes");
    }
    assert_eq!(refused("X", |bytes| bytes.get(..bytes.len() - 1).unwrap().to_vec()), ["H011"]);
    assert_eq!(
        refused("X", |_| (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        ["H010"]
    );
    let other_machine = |mut bytes: Vec<u8>| {
        // e_machine: EM_AARCH64, or EM_X86_64 where that is the machine's own.
        bytes[18] = if cfg!(target_arch = "aarch64") { 62 } else { 183 };
        bytes
    };
    assert_eq!(refused("X", other_machine), ["H012"]);
}

#[test]
fn other_libraries_and_versions() {
    let same = |bytes| bytes;
    assert_eq!(refused("NO_SECTION", same), ["H014"]);
    assert_eq!(refused("NO_SYMBOL", same), ["H015"]);
    assert_eq!(refused("SYMBOL=pressroom_plugin_v2", same), ["H016"]);
    assert_eq!(refused("ABI=\"2.0\"", same), ["H016"]);
    assert_eq!(refused("KIND=\"input\"", same), ["H017"]);
    assert_eq!(refused("ID=\"Bad Id\"", same), ["H018"]);
}

#[test]
fn a_foreign_library_is_no_matter_beside_the_executable() {
    let folder = Folder::new();
    build_c(&folder.0, "other", &["NO_SECTION", "NO_SYMBOL"]);
    assert_eq!(codes(&discover(&search(&folder.0)).refused), ["H013"]);
    let beside = [SearchDir { path: folder.0.clone(), origin: Origin::Executable }];
    assert_eq!(discover(&beside).refused, []);
}

#[test]
fn what_others_may_write_is_not_loaded() {
    let folder = Folder::new();
    let library = build_c(&folder.0, "plugin", &[]);
    set_permissions(&library, Permissions::from_mode(0o777)).unwrap();
    assert_eq!(codes(&discover(&search(&folder.0)).refused), ["H020"]);
    set_permissions(&library, Permissions::from_mode(0o755)).unwrap();
    set_permissions(&folder.0, Permissions::from_mode(0o777)).unwrap();
    assert_eq!(codes(&discover(&search(&folder.0)).refused), ["H020"]);
    set_permissions(&folder.0, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(discover(&search(&folder.0)).plugins.len(), 1);
}

#[test]
fn the_first_of_an_id_wins_and_the_others_are_listed() {
    let (first, second) = (Folder::new(), Folder::new());
    let winner = build_c(&first.0, "b", &[]);
    let shadowed = build_c(&second.0, "a", &[]);
    build_c(&second.0, "c", &["ID=\"other\""]);
    let [one, two] = [search(&first.0), search(&second.0)].map(|[dir]| dir);
    let missing = SearchDir { path: first.0.join("missing"), origin: Origin::Flag };
    let found = discover(&[missing, one.clone(), two, one]);
    assert_eq!(codes(&found.warnings), ["H003"]);
    let shown: Vec<_> = found.plugins.iter().map(|plugin| (plugin.id(), &plugin.shadows)).collect();
    assert_eq!(shown, [("hostile", &vec![shadowed]), ("other", &vec![])]);
    assert_eq!(found.find("hostile").unwrap().path, winner);
    let unknown = found.find("hostil").unwrap_err();
    assert_eq!(unknown.args.get("known").unwrap(), "hostile, other");
    assert_eq!(codes(&[unknown, discover(&[]).find("pdf").unwrap_err()]), ["H002", "H001"]);
}

#[test]
fn a_broken_stranger_is_a_warning_until_its_plugin_is_wanted() {
    let folder = Folder::new();
    build_c(&folder.0, "good", &[]);
    let broken = folder.0.join(format!("pdf.{}", std::env::consts::DLL_EXTENSION));
    std::fs::write(&broken, "half a copy").unwrap();
    let found = discover(&search(&folder.0));
    let severities: Vec<_> = found.refused.iter().map(|refused| refused.severity).collect();
    assert_eq!(severities, [Severity::Warning]);
    assert!(found.find("hostile").is_ok());
    let unknown = found.find("pdf").unwrap_err();
    assert_eq!((unknown.severity, codes(std::slice::from_ref(&unknown))), (Severity::Error, vec!["H006"]));
    assert_eq!(unknown.args.get("refused").unwrap(), broken.to_str().unwrap());
}
