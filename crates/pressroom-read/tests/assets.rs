//! Picture files: found, measured, and never outside the story's folder.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use pressroom_core::{Article, Asset, Block};
use pressroom_read::assets::attach;
use pressroom_read::files::StoryToml;
use support::code_and_place;

/// The smallest whole GIF: 2 by 1 pixels.
const GIF: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x02\0\x01\0\0\x02\x02\x0C\n\0;";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("story/images")).unwrap();
        std::fs::write(path.join("story/images/a.gif"), GIF).unwrap();
        std::fs::write(path.join("outside.gif"), GIF).unwrap();
        std::fs::write(path.join("story/broken.gif"), b"GIF8").unwrap();
        std::fs::write(path.join("story/text.jpg"), b"Xin").unwrap();
        Folder(path)
    }

    /// What becomes of a figure that names this file.
    fn attach(&self, file: &str) -> (Option<Asset>, Vec<String>) {
        let story = StoryToml::parse("story.toml", &format!("\n[[figures]]\nfile = '{file}'\n")).unwrap();
        let mut article = Article::default();
        story.apply(&mut article);
        let found = attach(&mut article, &self.0.join("story"), Some(&story)).iter().map(code_and_place).collect();
        let asset =
            article.body.into_iter().find_map(|block| if let Block::Figure(f) = block { f.asset } else { None });
        (asset, found)
    }
}

#[test]
fn a_picture_is_measured() {
    let (asset, found) = Folder::new("measured").attach("images/a.gif");
    let asset = asset.unwrap();
    assert_eq!((asset.media_type.as_str(), asset.width, asset.height), ("image/gif", Some(2), Some(1)));
    assert_eq!((asset.size, found.len()), (Some(GIF.len() as u64), 0));
}

#[test]
fn what_cannot_be_used_is_said_at_its_line() {
    let folder = Folder::new("unusable");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("outside.gif"), folder.0.join("story/link.gif")).unwrap();
    for (file, code) in [
        ("images/none.gif", "M007 3:9"),
        ("images", "M007 3:9"),
        ("../outside.gif", "M008 3:9"),
        ("images/../../outside.gif", "M008 3:9"),
        ("/etc/hostname", "M008 3:9"),
        ("images\\a.gif", "M008 3:9"),
        #[cfg(unix)]
        ("link.gif", "M008 3:9"),
        ("broken.gif", "M009 3:9"),
        ("text.jpg", "M009 3:9"),
    ] {
        assert_eq!(folder.attach(file), (None, vec![code.to_owned()]), "{file}");
    }
}
