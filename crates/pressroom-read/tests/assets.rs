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

/// The frame of a JPEG, 3 by 2 pixels: SOI, SOF0, EOI.
const JPEG: &[u8] = b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x02\0\x03\x01\x01\x11\0\xFF\xD9";

/// The frame of a PNG: its header and its end.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82");
    file
}

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
        std::fs::write(path.join("story/whole.jpg"), JPEG).unwrap();
        std::fs::write(path.join("story/cut.jpg"), &JPEG[..JPEG.len() - 2]).unwrap();
        let (small, vast) = (png(3, 2), png(20_000, 20_000));
        std::fs::write(path.join("story/whole.png"), &small).unwrap();
        std::fs::write(path.join("story/cut.png"), &small[..small.len() - 12]).unwrap();
        std::fs::write(path.join("story/vast.png"), vast).unwrap();
        std::fs::write(path.join("story/cut.webp"), b"RIFF\xFF\0\0\0WEBPVP8L\x05\0\0\0\x2F\0\0\0\0").unwrap();
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
        ("images\\a.gif", "M014 3:9"),
        ("images/../../images/a.gif", "M008 3:9"),
        ("cut.jpg", "M013 3:9"),
        ("cut.png", "M013 3:9"),
        ("cut.webp", "M013 3:9"),
        ("vast.png", "M012 3:9"),
        #[cfg(unix)]
        ("link.gif", "M008 3:9"),
        ("broken.gif", "M009 3:9"),
        ("text.jpg", "M009 3:9"),
    ] {
        assert_eq!(folder.attach(file), (None, vec![code.to_owned()]), "{file}");
    }
}

#[test]
fn whole_pictures_are_taken() {
    let folder = Folder::new("whole");
    for file in ["whole.jpg", "whole.png"] {
        let (asset, found) = folder.attach(file);
        assert_eq!((asset.unwrap().width, found), (Some(3), vec![]), "{file}");
    }
}

#[test]
fn a_name_that_comes_back_into_the_folder_is_inside() {
    let folder = Folder::new("inside");
    for file in ["./images/../images/a.gif", "images/./a.gif"] {
        let (asset, found) = folder.attach(file);
        assert_eq!((asset.unwrap().file.as_str(), found), ("images/a.gif", vec![]), "{file}");
    }
}

#[test]
fn the_alternative_text_goes_with_its_picture() {
    let folder = Folder::new("alt");
    let alt = |file: &str| {
        let toml = format!("[[figures]]\nfile = '{file}'\nalt = 'Cổng'\ncaption = 'Lễ hội'\n");
        let story = StoryToml::parse("story.toml", &toml).unwrap();
        let mut article = Article::default();
        story.apply(&mut article);
        attach(&mut article, &folder.0.join("story"), Some(&story));
        let Some(Block::Figure(figure)) = article.body.pop() else { panic!("no figure") };
        (figure.alt.is_some(), figure.caption.is_some())
    };
    assert_eq!((alt("whole.jpg"), alt("cut.jpg")), ((true, true), (false, true)));
}
