//! docs/abi.md says what the structs are, and the headers compile without a warning wherever they are used.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::mem::offset_of;
use std::path::Path;
use std::process::Command;

use pressroom_plugin::abi::{self, Bytes, ConfigV1, JobV1, PluginV1};

/// A struct's size, and the name, offset and size of each field.
type Struct = (usize, Vec<(String, usize, usize)>);

/// The name, offset and size of each field, in order.
macro_rules! fields {
    ($struct:ty: $($field:ident)*) => {{
        let mut starts = vec![$((stringify!($field), offset_of!($struct, $field))),*];
        starts.push(("", size_of::<$struct>()));
        starts.windows(2).map(|pair| (pair[0].0.to_owned(), pair[0].1, pair[1].1 - pair[0].1)).collect::<Vec<_>>()
    }};
}

/// The tables of the page: a struct's size, and its fields.
fn documented() -> BTreeMap<String, Struct> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/abi.md")).unwrap();
    let mut structs: BTreeMap<String, Struct> = BTreeMap::new();
    let mut current = None;
    for line in page.lines() {
        let title = line.strip_prefix('`').and_then(|rest| rest.split_once("`, "));
        if let Some((name, rest)) = title.filter(|(name, _)| name.starts_with("pressroom_")) {
            let size = rest.split_once(" bytes").and_then(|(size, _)| size.parse().ok()).unwrap();
            structs.insert(name.to_owned(), (size, Vec::new()));
            current = Some(name.to_owned());
        } else if line.starts_with("## ") {
            current = None;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let (Some(name), ["", offset, size, field, ..]) = (&current, cells.as_slice())
            && let (Ok(offset), Ok(size)) = (offset.parse(), size.parse())
        {
            structs.get_mut(name).unwrap().1.push((field.trim_matches('`').to_owned(), offset, size));
        }
    }
    structs
}

#[test]
#[cfg(target_pointer_width = "64")]
fn the_page_gives_every_field_its_place() {
    let wanted = BTreeMap::from([
        ("pressroom_bytes".to_owned(), (size_of::<Bytes>(), fields!(Bytes: data len))),
        (
            "pressroom_plugin_table_v1".to_owned(),
            (
                size_of::<PluginV1>(),
                fields!(PluginV1: magic abi_major abi_minor struct_size flags reserved manifest create convert destroy get_ext),
            ),
        ),
        (
            "pressroom_config_v1".to_owned(),
            (size_of::<ConfigV1>(), fields!(ConfigV1: struct_size reserved ctx options diag)),
        ),
        (
            "pressroom_job_v1".to_owned(),
            (
                size_of::<JobV1>(),
                fields!(JobV1: struct_size article_count ctx options issue article write resource_open resource_read
                    resource_close diag progress get_ext),
            ),
        ),
    ]);
    assert_eq!(documented(), wanted);
}

#[test]
fn the_page_gives_the_constants() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/abi.md")).unwrap();
    assert!(page.contains(&format!("{:#x}", abi::MAGIC)));
    assert!(page.contains(&format!("{:#x}", abi::ISSUE_RESOURCE)));
    assert!(page.contains(&format!("version {}.{}\n", abi::ABI_MAJOR, abi::ABI_MINOR)));
    assert!(page.contains(&format!("`{}`: a table", abi::SYMBOL)));
}

/// Reads JSON that C programs get wrong, and prints what it read.
const READER: &str = r##"
#include "pressroom_json.h"
#include <stdio.h>
PRESSROOM_MANIFEST(unused_here, "{}");
static void show(pressroom_json value) {
    char text[64];
    size_t length = pressroom_json_text(value, text, sizeof text), i;
    for (i = 0; i < length && i < sizeof text; i++) printf("%02x", (unsigned)(unsigned char)text[i]);
    printf("\n");
}
int main(void) {
    static const char json[] = " { \"a\\\"b\" : [1, -2.5e3, true,null] ,\"a\":\"\\u1ea2nh \\ud83d\\udcf0\\n\\\"\\\\/\\u0000.\", "
        "\"deep\":[[[]],{\"x\":\"}]\"}], \"last\" : {\"n\" :[ ] } } ";
    pressroom_bytes bytes, none = {NULL, 0};
    pressroom_json all, item, nothing = pressroom_json_of(none);
    size_t cut;
    int items = 0;
    bytes.data = (const uint8_t *)json;
    bytes.len = sizeof json - 1;
    all = pressroom_json_of(bytes);
    show(pressroom_json_get(all, "a"));
    for (item = pressroom_json_first(pressroom_json_get(all, "deep")); item.at != NULL; item = pressroom_json_next(item)) items++;
    printf("%d %c %c\n", items, pressroom_json_kind(pressroom_json_get(all, "last")), pressroom_json_kind(all));
    printf("%d\n", pressroom_json_first(pressroom_json_get(pressroom_json_get(all, "last"), "n")).at == NULL);
    printf("%d %d\n", pressroom_json_is(pressroom_json_get(all, "last"), "x"), pressroom_json_get(all, "none").at == NULL);
    printf("%d\n", (int)pressroom_json_text(nothing, NULL, 0) + (pressroom_json_next(nothing).at != NULL) + pressroom_json_kind(nothing));
    /* Cut short anywhere, it still ends. */
    for (cut = 0; cut < sizeof json; cut++) {
        bytes.len = cut;
        all = pressroom_json_of(bytes);
        pressroom_json_text(pressroom_json_get(all, "a"), NULL, 0);
        for (item = pressroom_json_first(pressroom_json_get(all, "deep")); item.at != NULL; item = pressroom_json_next(item)) items++;
    }
    return (int)sizeof unused_here - 3;
}
"##;

#[test]
fn the_headers_compile_without_a_warning_and_read_json() {
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("contract-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let strict =
        ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-fsanitize=address,undefined"];
    for (compiler, standard, suffix) in [("cc", "-std=c11", "c"), ("c++", "-std=c++17", "cc")] {
        let (source, program) = (folder.join(format!("reader.{suffix}")), folder.join(format!("reader-{suffix}")));
        std::fs::write(&source, READER).unwrap();
        let mut build = Command::new(compiler);
        let built =
            build.arg(standard).args(strict).arg("-I").arg(&include).arg("-o").arg(&program).arg(&source).output();
        let built = built.unwrap();
        assert!(built.status.success(), "{compiler}: {}", String::from_utf8_lossy(&built.stderr));
        let said = Command::new(&program).output().unwrap();
        assert!(said.status.success(), "{compiler}: {}", String::from_utf8_lossy(&said.stderr));
        let text: String = "Ảnh 📰\n\"\\/\0.".bytes().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(String::from_utf8_lossy(&said.stdout), format!("{text}\n2 {{ {{\n1\n0 1\n0\n"), "{compiler}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
