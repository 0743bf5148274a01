//! One plugin's manifest in words.

use pressroom_core::audience::Audience;
use pressroom_core::catalogue::Language;
use pressroom_host::Plugin;
use pressroom_plugin::manifest::Scope;
use serde_json::Value;

use crate::report::Stdout;

pub fn describe(plugin: &Plugin, language: Language, out: &mut Stdout) {
    let say = |english: &'static str, vietnamese: &'static str| match language {
        Language::English => english,
        Language::Vietnamese => vietnamese,
    };
    let manifest = &plugin.manifest;
    let scopes = manifest.scope.iter().map(|scope| match scope {
        Scope::Article => say("stories", "tin"),
        Scope::Issue => say("issues", "số báo"),
    });
    let audience = match manifest.audience {
        Audience::Exchange => say(
            "other newsrooms (embargoes and kills travel with the story)",
            "các tòa soạn khác (lệnh cấm đăng và lệnh hủy đi kèm tin)",
        ),
        Audience::Reader => say(
            "readers (embargoed and killed stories are refused)",
            "bạn đọc (từ chối tin còn cấm đăng và tin đã hủy)",
        ),
    };
    let index = manifest.index.iter().map(|index| format!("/{index}")).collect::<String>();
    let mut rows = vec![
        (say("name", "tên"), manifest.name.clone()),
        (say("version", "phiên bản"), manifest.version.clone()),
        (say("writes", "xuất ra"), format!("STEM{}{index} ({})", manifest.suffix, manifest.media_type)),
        (say("takes", "nhận"), scopes.collect::<Vec<_>>().join(", ")),
        (say("for", "dành cho"), audience.to_owned()),
        ("abi", manifest.abi.clone()),
        (say("file", "tệp"), plugin.path.display().to_string()),
        (say("found by", "tìm thấy ở"), plugin.origin.as_str().to_owned()),
    ];
    rows.extend(plugin.shadows.iter().map(|file| (say("shadows", "che khuất"), file.display().to_string())));
    rows.extend(manifest.reads.iter().map(|read| (say("reads", "được đọc"), read.clone())));
    if manifest.original {
        let asks = say(
            "the copy as it came in, unless it holds notes for editors",
            "bản gốc như khi nhận được, trừ khi có ghi chú nội bộ",
        );
        rows.push((say("asks for", "cần thêm"), asks.to_owned()));
    }
    out.line(&manifest.id);
    for (label, text) in rows {
        out.line(&format!("  {label:<10} {text}"));
    }
    let Some(options) = &manifest.options else { return };
    out.line(&format!("  {}", say("options", "tùy chọn")));
    for (key, schema) in &options.properties {
        let text = |name: &str| schema.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let values = schema.get("enum").and_then(Value::as_array).map(|values| {
            let words = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            words.collect::<Vec<_>>().join("|")
        });
        let format = schema.get("format").and_then(Value::as_str).map(str::to_owned);
        let kind = values.or(format).unwrap_or_else(|| text("type"));
        let default = schema.get("default").map(|value| format!(" [{}: {value}]", say("default", "mặc định")));
        let default = default.unwrap_or_default();
        out.line(&format!("    {}.{key}={kind}{default}  {}", manifest.id, text("description")));
    }
}
