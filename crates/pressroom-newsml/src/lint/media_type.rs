use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Element;

/// `{contenttype}` `{found}`: no media type, or not that of the content.
const CODE: Code = Code::warning("N320");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        let attribute = element.find("contenttype")?;
        let said = attribute.value.trim();
        let found = if is_media_type(said) { content(element, said)? } else { "-" };
        Some(sheet.found(CODE, &attribute.at, &[("contenttype", said), ("found", found)]))
    })
}

fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let token =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&b));
    const KINDS: [&str; 10] =
        ["application", "audio", "font", "image", "message", "model", "multipart", "text", "video", "example"];
    essence.split_once('/').is_some_and(|(kind, sub)| KINDS.contains(&kind.to_ascii_lowercase().as_str()) && token(sub))
}

/// What the content is, when that is certainly something else.
fn content(element: &Element, said: &str) -> Option<&'static str> {
    let said = said.to_ascii_lowercase();
    match element.name.as_str() {
        "inlineXML" => match element.elements().next()?.name.as_str() {
            "html" => (!said.contains("html")).then_some("application/xhtml+xml"),
            "nitf" => (!said.contains("nitf")).then_some("application/nitf+xml"),
            _ => None,
        },
        "inlineData" => {
            let binary = ["image/", "video/", "audio/"].iter().any(|kind| said.starts_with(kind));
            (binary && element.value("encoding").is_none() && element.value("encodinguri").is_none()).then_some("text")
        }
        "remoteContent" | "icon" => {
            let href = element.value("href")?;
            let path = href.split(['?', '#']).next().unwrap_or_default();
            let (_, ending) = path.rsplit('/').next().unwrap_or_default().rsplit_once('.')?;
            let by_name = match ending.to_ascii_lowercase().as_str() {
                "jpg" | "jpeg" => "image/jpeg",
                "png" => "image/png",
                "gif" => "image/gif",
                "webp" => "image/webp",
                "tif" | "tiff" => "image/tiff",
                "mp4" => "video/mp4",
                "mp3" => "audio/mpeg",
                "pdf" => "application/pdf",
                _ => return None,
            };
            let kind = |media_type: &str| media_type.split('/').next().unwrap_or_default().to_owned();
            let both_pictures = kind(by_name) == "image" && kind(&said) == "image";
            let differs = if both_pictures {
                !said.replace("jpg", "jpeg").starts_with(by_name)
            } else {
                kind(by_name) != kind(&said)
            };
            differs.then_some(by_name)
        }
        _ => None,
    }
}
