//! pressroom.h and the Rust side are one ABI.

use std::mem::offset_of;
use std::path::Path;
use std::process::Command;

use pressroom_plugin::abi::{self, Bytes, ConfigV1, JobV1, PluginV1};

use crate::support::Folder;

/// The same names in C and in Rust, with the value that Rust gives.
macro_rules! layout {
    ($lines:ident; $($c:literal = $rust:ty { $($field:ident)* })*) => {
        $(
            $lines.push((format!("sizeof({})", $c), size_of::<$rust>() as u64));
            $($lines.push((format!("offsetof({}, {})", $c, stringify!($field)), offset_of!($rust, $field) as u64));)*
        )*
    };
}

fn facts() -> Vec<(String, u64)> {
    let mut lines = Vec::new();
    layout! { lines;
        "pressroom_bytes" = Bytes { data len }
        "pressroom_config_v1" = ConfigV1 { struct_size reserved ctx options diag }
        "pressroom_job_v1" = JobV1 { struct_size article_count ctx options issue article write resource_open
            resource_read resource_close diag progress get_ext }
        "pressroom_plugin_table_v1" = PluginV1 { magic abi_major abi_minor struct_size flags reserved manifest create
            convert destroy get_ext }
    }
    for (name, value) in [
        ("PRESSROOM_MAGIC", abi::MAGIC),
        ("PRESSROOM_ABI_MAJOR", abi::ABI_MAJOR.into()),
        ("PRESSROOM_ABI_MINOR", abi::ABI_MINOR.into()),
        ("PRESSROOM_FLAG_CONCURRENT", abi::FLAG_CONCURRENT.into()),
        ("PRESSROOM_OK", abi::STATUS_OK as u64),
        ("PRESSROOM_FAILED", abi::STATUS_FAILED as u64),
        ("PRESSROOM_CANCELLED", abi::STATUS_CANCELLED as u64),
        ("PRESSROOM_ISSUE_RESOURCE", abi::ISSUE_RESOURCE.into()),
    ] {
        lines.push((name.to_owned(), value));
    }
    lines
}

#[test]
fn the_header_agrees_with_rust() {
    let folder = Folder::new();
    let facts = facts();
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pressroom-plugin/include");
    for (compiler, standard, suffix) in [("cc", "-std=c11", "c"), ("c++", "-std=c++17", "cc")] {
        let mut source =
            String::from("#include \"pressroom.h\"\n#include <stdio.h>\n#include <string.h>\nint main(void) {\n");
        for (name, _) in &facts {
            source += &format!("printf(\"%s %llu\\n\", \"{name}\", (unsigned long long)({name}));\n");
        }
        source += &format!(
            "return strcmp(PRESSROOM_SECTION_NAME, \"{}\") || strcmp(PRESSROOM_ORIGINAL_RESOURCE, \"{}\");\n}}\n",
            abi::MANIFEST_SECTION,
            abi::ORIGINAL_RESOURCE
        );
        let (file, program) = (folder.0.join(format!("facts.{suffix}")), folder.0.join(suffix).with_extension("run"));
        std::fs::write(&file, source).unwrap();
        let mut cc = Command::new(compiler);
        cc.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]).arg(&include);
        let built = cc.arg("-o").arg(&program).arg(&file).output().unwrap();
        assert!(built.status.success(), "{compiler}: {}", String::from_utf8_lossy(&built.stderr));
        let said = Command::new(&program).output().unwrap();
        assert!(said.status.success(), "the section's name differs");
        let wanted: String = facts.iter().map(|(name, value)| format!("{name} {value}\n")).collect();
        assert_eq!(String::from_utf8(said.stdout).unwrap(), wanted, "{compiler}");
    }
}
