//! Where plugins may lie. Never the current directory.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Why a folder is searched. In this order; the first plugin of an id wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `--plugin-dir`
    Flag,
    /// `$PRESSROOM_PLUGIN_PATH`
    Environment,
    /// `$XDG_DATA_HOME/pressroom/plugins`
    User,
    /// `lib/pressroom/plugins` of the installation that the executable belongs to.
    Installation,
    /// The executable's own folder, as in a build.
    Executable,
}

impl Origin {
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Flag => "--plugin-dir",
            Origin::Environment => "PRESSROOM_PLUGIN_PATH",
            Origin::User => "user",
            Origin::Installation => "installation",
            Origin::Executable => "executable",
        }
    }
}

/// A folder to search, which need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDir {
    pub path: PathBuf,
    pub origin: Origin,
}

/// The folders in the order in which they are searched.
///
/// `XDG_DATA_HOME` is as the XDG Base Directory Specification 0.8 says: `$HOME/.local/share` when unset or empty, and
/// ignored when relative.
pub fn search_path(flags: &[PathBuf], env: impl Fn(&str) -> Option<OsString>, exe: &Path) -> Vec<SearchDir> {
    let absolute = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    let user_data =
        absolute(env("XDG_DATA_HOME")).or_else(|| Some(absolute(env("HOME"))?.join(".local").join("share")));
    let own_folder = exe.parent();

    let mut dirs = Vec::new();
    let mut add = |path: PathBuf, origin| dirs.push(SearchDir { path, origin });
    for flag in flags {
        // A user who names a relative folder means it; it is fixed here, once.
        add(std::path::absolute(flag).unwrap_or_else(|_| flag.clone()), Origin::Flag);
    }
    for entry in std::env::split_paths(&env("PRESSROOM_PLUGIN_PATH").unwrap_or_default()) {
        // An empty entry is a slip of the shell, not the current directory.
        if !entry.as_os_str().is_empty() {
            add(entry, Origin::Environment);
        }
    }
    if let Some(data) = user_data {
        add(data.join("pressroom").join("plugins"), Origin::User);
    }
    if let Some(prefix) = own_folder.and_then(Path::parent) {
        add(prefix.join("lib").join("pressroom").join("plugins"), Origin::Installation);
    }
    if let Some(folder) = own_folder {
        add(folder.to_owned(), Origin::Executable);
    }
    dirs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_environment() {
        let env = |name: &str| match name {
            "PRESSROOM_PLUGIN_PATH" => Some(OsString::from("/a::/b")),
            "XDG_DATA_HOME" => Some(OsString::from("not/absolute")),
            "HOME" => Some(OsString::from("/home/lan")),
            _ => None,
        };
        let dirs = search_path(&[PathBuf::from("/flag")], env, Path::new("/usr/bin/pressroom"));
        let shown: Vec<(&str, Origin)> = dirs.iter().map(|d| (d.path.to_str().unwrap_or("?"), d.origin)).collect();
        assert_eq!(
            shown,
            [
                ("/flag", Origin::Flag),
                ("/a", Origin::Environment),
                ("/b", Origin::Environment),
                ("/home/lan/.local/share/pressroom/plugins", Origin::User),
                ("/usr/lib/pressroom/plugins", Origin::Installation),
                ("/usr/bin", Origin::Executable),
            ]
        );
    }
}
