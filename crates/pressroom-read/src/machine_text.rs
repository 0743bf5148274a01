//! Text that programs write or read, under a story's name: logs, settings, source code, tables without a head; and markup
//! for people that is not read as such. A form counts only when nearly every line has it: stories quote all of them.

use crate::characters::has_byte;

const LOOKED_AT_LINES: usize = 200;
/// Fewer lines tell too little.
const MIN_LINES: usize = 4;

/// Names what no reader of news could read.
pub fn name(text: &str) -> Option<&'static str> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT_LINES);
    // A paragraph of news among them, and it is a story.
    if lines().any(|line| is_sentence(line) && !is_logged(line) && !is_code(line)) {
        return None;
    }
    let lines: Vec<&str> = lines().collect();
    if lines.len() < MIN_LINES {
        return None;
    }
    log(&lines).or_else(|| settings(&lines)).or_else(|| code(&lines)).or_else(|| bare_table(&lines))
}

/// Words enough, with a capital first and a full stop, and nothing before them.
fn is_sentence(line: &str) -> bool {
    const WORDS: usize = 8;
    let line = line.trim_end();
    let words = || {
        let spaceless = line.chars().filter(|c| crate::profile::phrases::is_spaceless(*c)).count();
        line.split_whitespace().count() + spaceless / 3
    };
    let starts = line.starts_with(|c: char| {
        c.is_alphabetic() && !c.is_lowercase() || matches!(c, '"' | '“' | '«' | '„' | '(' | '「')
    });
    let ends = line.ends_with(['.', '!', '?', '"', '”', '»', ')', '。', '」', '។', '।', '؟', '۔']);
    starts && ends && words() >= WORDS
}

fn most(lines: &[&str], is: impl Fn(&str) -> bool) -> bool {
    lines.iter().filter(|line| is(line)).count() * 10 >= lines.len() * 8
}

/// Lines that begin with date and time, or with a host and a date in a bracket.
fn log(lines: &[&str]) -> Option<&'static str> {
    most(lines, is_logged).then_some("a program's log")
}

fn is_logged(line: &str) -> bool {
    const LEVELS: &[&str] = &["INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "CRITICAL", "NOTICE"];
    let line = line.trim_start();
    let start = line.get(..line.floor_char_boundary(80)).unwrap_or(line);
    let digits = |text: &str, from: usize, most: usize| {
        text.get(from..from + most).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mark = |text: &str, at: usize, marks: &[u8]| text.as_bytes().get(at).is_some_and(|byte| marks.contains(byte));
    let bare = start.trim_start_matches(['[', '(']);
    // `2024-05-04T12:00:01`, `2024/05/04 12:00:01`
    let dated = digits(bare, 0, 4)
        && mark(bare, 4, b"-/")
        && digits(bare, 5, 2)
        && digits(bare, 8, 2)
        && mark(bare, 10, b"T _")
        && digits(bare, 11, 2)
        && mark(bare, 13, b":")
        && digits(bare, 14, 2)
        && mark(bare, 16, b":");
    // `May  4 12:00:01 host program: `
    let words: Vec<&str> = start.split_ascii_whitespace().take(4).collect();
    let clock = |word: &&str| {
        word.len() == 8 && digits(word, 0, 2) && mark(word, 2, b":") && digits(word, 3, 2) && mark(word, 5, b":")
    };
    let syslog = words.get(2).is_some_and(clock) && words.first().is_some_and(|word| word.len() == 3);
    // `10.0.0.1 - - [04/May/2024:12:00:01 +0000] "GET / HTTP/1.1" 200`
    let served = start.contains(" - - [") || (start.contains(" [") && line.contains("] \"") && line.contains(" HTTP/"));
    let levels = start.split(|c: char| !c.is_ascii_alphabetic()).take(8).any(|word| LEVELS.contains(&word));
    dated
        || syslog
        || served
        || (levels
            && start.starts_with(|c: char| {
                c.is_ascii_digit() || matches!(c, '[' | 'I' | 'W' | 'E' | 'D' | 'T' | 'F' | 'C' | 'N')
            }))
}

/// Keys and values of YAML, INI and TOML.
fn settings(lines: &[&str]) -> Option<&'static str> {
    let key = |text: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '"');
        !text.is_empty()
            && text.len() <= 48
            && text.chars().all(plain)
            && text.contains(|c: char| c.is_ascii_alphabetic())
    };
    let comment = |line: &str| line.trim_start().starts_with(['#', ';']);
    let yaml = |line: &str| {
        let bare = line.trim().trim_start_matches("- ");
        let keyed =
            bare.split_once(':').is_some_and(|(name, rest)| key(name) && (rest.is_empty() || rest.starts_with(' ')));
        keyed || line.trim_start().starts_with("- ") || matches!(bare, "---" | "..." | "-") || comment(line)
    };
    let small =
        |line: &&&str| line.trim().trim_start_matches("- ").starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let ini = |line: &str| {
        let bare = line.trim();
        let head = bare.starts_with('[') && bare.ends_with(']');
        head || comment(line) || bare.split_once('=').is_some_and(|(name, _)| key(name.trim_end()))
    };
    let inner = lines.iter().filter(|line| line.starts_with([' ', '-'])).count();
    let keyed = lines
        .iter()
        .filter(|line| line.trim_start().trim_start_matches("- ").split_once(':').is_some_and(|(name, _)| key(name)))
        .count();
    let marked = lines.first().is_some_and(|first| first.trim() == "---" || first.starts_with("%YAML"));
    if most(lines, yaml)
        && keyed * 3 >= lines.len()
        && lines.iter().filter(small).count() * 2 >= lines.len()
        && (inner > 0 || marked)
    {
        return Some("YAML (settings)");
    }
    let heads = lines.iter().filter(|line| line.trim_start().starts_with('[')).count();
    let assigned = lines.iter().filter(|line| line.contains('=')).count();
    (most(lines, ini) && assigned >= 3 && (heads > 0 || assigned == lines.len())).then_some("INI or TOML (settings)")
}

/// Statements of programming languages.
fn code(lines: &[&str]) -> Option<&'static str> {
    const SURE: &[&str] = &[
        "#include ",
        "import ",
        "from ",
        "package ",
        "using ",
        "def ",
        "class ",
        "fn ",
        "pub ",
        "func ",
        "function ",
        "public ",
        "private ",
        "static ",
        "const ",
        "let ",
        "var ",
        "return ",
        "return;",
        "if (",
        "for (",
        "while (",
        "else {",
        "} else",
        "#define ",
        "#!",
        "//",
        "/*",
        "@",
        "SELECT ",
        "INSERT ",
        "CREATE ",
        "UPDATE ",
        "DELETE ",
        "ALTER ",
        "use ",
        "mod ",
        "struct ",
        "enum ",
        "impl ",
        "async ",
        "await ",
        "export ",
        "module ",
        "require",
        "try:",
        "try {",
        "except",
        "if __name__",
        "print(",
        "elif ",
        "echo ",
    ];
    let statements = lines.iter().filter(|line| is_code(line)).count();
    let sure = lines.iter().filter(|line| SURE.iter().any(|word| line.trim_start().starts_with(word))).count();
    (statements * 5 >= lines.len() * 3 && sure >= 2).then_some("a program's source code")
}

fn is_code(line: &str) -> bool {
    let bare = line.trim();
    bare.ends_with([';', '{', '}'])
        || bare.ends_with("):")
        || bare.ends_with("];")
        || bare.starts_with(['}', '@'])
        || bare.starts_with("//")
        || bare.starts_with("#include")
        || bare.contains(" = ")
        || bare.contains("();")
        || (bare.ends_with(')') && bare.contains('(') && !bare.contains(". ") && line.starts_with([' ', '\t']))
        || ["import ", "def ", "class ", "return ", "from ", "fn ", "func "]
            .iter()
            .any(|word| bare.starts_with(word) && !bare.ends_with('.'))
}

/// Every line with the same number of commas, semicolons or tabs, and no space after them.
fn bare_table(lines: &[&str]) -> Option<&'static str> {
    const MIN_COLUMNS: usize = 3;
    [('\t', "TSV (a table)"), (';', "CSV (a table)"), (',', "CSV (a table)")].into_iter().find_map(|(mark, name)| {
        let count = |line: &str| line.matches(mark).count();
        let columns = lines.iter().map(|line| count(line)).min()?;
        let same = lines.iter().filter(|line| count(line) == columns).count();
        let tight = lines.iter().all(|line| !line.contains(&format!("{mark} ")));
        (columns + 1 >= MIN_COLUMNS && tight && same * 10 >= lines.len() * 9).then_some(name)
    })
}

/// Marks of Markdown before or in a story's text, and the first of them. What follows the story may have them: notes of an
/// agency's desk do.
pub fn markdown(text: &str) -> Option<&str> {
    let marked = has_byte(text, |byte| matches!(byte, b'#' | b'[' | b'*' | b'`' | b'>'));
    if !marked && !text.trim_start().starts_with("---") {
        return None;
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT_LINES).collect();
    let first = *lines.first()?;
    let body = lines.get(..lines.len().div_ceil(2)).unwrap_or_default();
    let heading = |line: &str| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let words = line.get(level..).unwrap_or_default();
        // `# slug: port` is a header.
        (1..=6).contains(&level) && words.starts_with(' ') && words.trim().len() > 3 && !words.contains(':')
    };
    let link = |line: &str| line.contains("](http") || line.contains("](/") || line.contains("![");
    let bold = |line: &str| {
        line.match_indices("**").count() >= 2 && line.contains(|c: char| c.is_alphanumeric()) && !line.contains("***")
    };
    let fence = |line: &str| line.starts_with("```");
    let quote = |line: &str| line.starts_with("> ");
    let kinds: [&dyn Fn(&str) -> bool; 5] = [&heading, &link, &bold, &fence, &quote];
    let found = kinds.iter().filter(|is| body.iter().any(|line| is(line))).count();
    let marks: usize = body.iter().filter(|line| kinds.iter().any(|is| is(line))).count();
    let front = first.trim() == "---"
        && lines.iter().skip(1).take(30).any(|line| line.trim() == "---")
        && lines.get(1).is_some_and(|line| line.split_once(": ").is_some_and(|(key, _)| !key.contains(' ')));
    let many = body.iter().filter(|line| link(line) || bold(line)).count() >= 3;
    let told = marks >= 2 && (found >= 2 || heading(first) || many);
    if front {
        return Some(first.trim());
    }
    told.then(|| body.iter().find(|line| kinds.iter().any(|is| is(line))).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_named() {
        for (text, what) in [
            (
                "2024-05-04T12:00:01Z INFO start\n2024-05-04T12:00:02Z WARN slow disk\n2024-05-04 12:00:03 ERROR The disk of the server is full and nothing can be written.\n2024-05-04T12:00:04Z INFO stop\n",
                "a program's log",
            ),
            (
                "May  4 12:00:01 elm sshd[1]: ok\nMay  4 12:00:02 elm sshd[1]: ok\nMay  4 12:00:03 elm cron[2]: run\nMay  4 12:00:04 elm cron[2]: end\n",
                "a program's log",
            ),
            ("[INFO] start\n[INFO] read 12 files\n[ERROR] no such file\n[INFO] end\n", "a program's log"),
            ("name: elm\nversion: 2\nservices:\n  - web\n  - mail\nports:\n  - 80\n", "YAML (settings)"),
            ("[server]\nport = 80\nhost = elm\n# who\nuser = www\n", "INI or TOML (settings)"),
            (
                "import os\n\ndef port(name):\n    path = os.getcwd()\n    return path + name\n\nprint(port('elm'))\n",
                "a program's source code",
            ),
            (
                "#include <stdio.h>\nint main(void) {\n    printf(\"port\\n\");\n    return 0;\n}\n",
                "a program's source code",
            ),
            (
                "use std::fs;\n\npub fn main() {\n    let port = 80;\n    println!(\"{port}\");\n}\n",
                "a program's source code",
            ),
            ("1,2024-05-04,Elm,12\n2,2024-05-05,Oak,7\n3,2024-05-06,\"Ash\",9\n4,2024-05-07,Fir,4\n", "CSV (a table)"),
        ] {
            assert_eq!(name(text), Some(what), "{text}");
        }
    }

    #[test]
    fn copy_is_no_machine_text() {
        for text in [
            "ELM PORT, May 7 (Reuters) - A storm cut power to more than 20,000 homes in Elm Port on Tuesday.\n\nHeadline: x\nslug: y\nkey: z\n",
            "Results\n\nElm 2, Oak 1\nAsh 0, Fir 0\nPine 3, Yew 2\nHazel 1, Alder 4\n",
            "10:05 - The ferry leaves\n10:20 - It stops at the pier\n11:00 - Passengers get off\n11:30 - The pier is closed\n",
            "Who: the mayor\nWhat: opening\nWhere: Elm Port\nWhen: Tuesday\n",
            "Kinh tế\n\nGiá vàng hôm nay\n\nMua vào: 74,5\nBán ra: 76,1\n",
        ] {
            assert_eq!((name(text), markdown(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn markdown_is_told() {
        for text in [
            "# Storm cuts power\n\nA **storm** cut power in [Elm Port](https://elm.example) on Tuesday.\n\nMore text follows here.\n",
            "---\ntitle: Storm\ndate: 2024-05-07\n---\n\nA storm cut power.\n",
            "Storm cuts power\n\n## What we know\n\n> We stay, she said.\n\nThe port is closed today.\n\nMore.\n",
        ] {
            assert!(markdown(text).is_some(), "{text}");
        }
        let notes = "Sturm über Ulmhafen\n\nUlmhafen (dpa) - Ein Sturm hat am Dienstag den Hafen getroffen.\n\nMehr Text folgt hier.\n\n# Notizblock\n\n## Internet\n\n- [Hafen](https://t.dpa.example)\n";
        assert_eq!(markdown(notes), None);
    }
}
