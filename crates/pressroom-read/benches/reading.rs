//! How fast copy is read, on one core: `cargo bench --package pressroom-read`.
//!
//! 2,000 stories of some 600 words each, no two alike, from bytes to article; then sizes that no story has, which must stay
//! linear. Each row is the best of several runs, in processor time where the system tells it (Linux), for a machine that
//! does other things as well.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use pressroom_core::checks;
use pressroom_read::{Settings, Source, read, read_all};

const STORIES: usize = 2_000;
const WORDS: usize = 600;
const RUNS: usize = 7;

/// Sentences of two languages; a story takes them in an order of its own.
const VIETNAMESE: &[&str] = &[
    "Sáng sớm, người dân xã Đông Hải đã ra bến chờ chuyến tàu đầu tiên trong ngày.",
    "Theo Ban quản lý cảng, ba tuần sửa chữa đã giúp luồng lạch sâu thêm gần hai mét.",
    "Ông Trần Văn Lộc cho biết, mỗi ngày có khoảng 24.550 lượt khách qua lại nơi đây…",
    "\"Chúng tôi mong cảng mở cửa cả ban đêm để ngư dân bán cá kịp phiên chợ\", bà Hạnh nói.",
    "Kế hoạch năm 2024 gồm mười hai hạng mục, trong đó có kè chắn sóng và trạm cân mới.",
];
const ENGLISH: &[&str] = &[
    "The harbour master said on Monday that the gates would stay open until the last boat had left.",
    "Some 24,550 passengers used the quay in April, a third more than in the year before.",
    "\u{201C}We have waited for three weeks,\u{201D} said Bo Oak, who sells fish at the north gate.",
    "The works cost 3.4 million dollars and were paid by the province and by the shipping lines.",
];

fn story(number: usize) -> String {
    let vietnamese = number % 4 != 3;
    let sentences = if vietnamese { VIETNAMESE } else { ENGLISH };
    let mut text = if vietnamese {
        format!(
            "Thời sự\n\nCảng Bãi Xanh đón chuyến tàu thứ {number}\n\nTây Ninh\n\nTTXVN - Ngày 4/5, cảng Bãi Xanh mở cửa trở lại. "
        )
    } else {
        format!("Port of Elm receives ship {number}\n\nPORT ELM, May 7 (Reuters) - The port opened again. ")
    };
    let mut words = 0;
    for turn in 0.. {
        let sentence = sentences[(turn * 7 + number) % sentences.len()];
        text.push_str(sentence);
        words += sentence.split(' ').count();
        if words >= WORDS {
            break;
        }
        text.push_str(if turn % 4 == 3 { "\n\n" } else { " " });
    }
    text.push_str(if vietnamese { "/.\n\nAn Nhiên\n" } else { "\n\n(Reporting by An Elm)\n" });
    text
}

/// Time on the processor so far: the first number of Linux's schedstat, nanoseconds.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn best(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let (started, before) = (Instant::now(), on_processor());
        run();
        on_processor().zip(before).map_or(started.elapsed(), |(after, before)| after - before)
    });
    times.min().unwrap()
}

fn row(name: &str, bytes: usize, stories: usize, run: impl FnMut()) {
    let time = best(run).as_secs_f64();
    println!("{name:<44} {:>9.1} {:>9.1} {:>12.0}", time * 1e3, bytes as f64 / 1e6 / time, stories as f64 / time);
}

fn main() {
    println!("one core, best of {RUNS} runs                           ms      MB/s    stories/s");
    let stories: Vec<String> = (0..STORIES).map(story).collect();
    let settings = Settings::default();
    let bytes = stories.iter().map(String::len).sum();
    let read_one = |bytes: &[u8]| drop(black_box(read(&Source { name: "story.txt", bytes }, &settings)));
    row("2,000 stories of 600 words", bytes, STORIES, || stories.iter().for_each(|story| read_one(story.as_bytes())));
    row("the same, and checked", bytes, STORIES, || {
        for story in &stories {
            let reading = read(&Source { name: "story.txt", bytes: story.as_bytes() }, &settings);
            drop(black_box(reading.map(|reading| checks::run(&reading.article, &[]))));
        }
    });
    let feed = stories.join("\n###\n\n");
    let split = Settings { split: true, ..Settings::default() };
    row("the same in one file, split", feed.len(), STORIES, || {
        drop(black_box(read_all(&Source { name: "feed.txt", bytes: feed.as_bytes() }, &split)));
    });
    let wide: Vec<Vec<u8>> =
        stories.iter().map(|story| story.encode_utf16().flat_map(u16::to_le_bytes).collect()).collect();
    row("the same in UTF-16 without a mark", wide.iter().map(Vec::len).sum(), STORIES, || {
        wide.iter().for_each(|story| read_one(story))
    });
    let sentence = VIETNAMESE[0];
    for (name, text) in [
        ("a line of 3 MB", sentence.repeat(3_000_000 / sentence.len())),
        ("a word of 120,000 letters", format!("{}\n", "ắ".repeat(120_000))),
        ("a million blank lines", format!("{sentence}\n{}{sentence}\n", "\n".repeat(1_000_000))),
        ("20,000 paragraphs", format!("{sentence}\n\n").repeat(20_000)),
        ("100,000 marks on one letter", format!("a{}\n", "\u{301}".repeat(100_000))),
        ("a million brackets", format!("{}\n", "([{".repeat(333_333))),
        ("a million short lines (refused)", "a\n".repeat(1_000_000)),
        ("190,000 short lines", "a b\n".repeat(190_000)),
        ("16 MB of one paragraph", format!("{sentence} ").repeat(16_000_000 / (sentence.len() + 1))),
        ("16 MB of double-encoded text", "Sáng sá»›m, ngÆ°á»\u{9d}i dÃ¢n. ".repeat(320_000)),
        ("4,000 end marks", format!("{sentence}\n\nNNNN\n\n").repeat(4_000)),
        ("100,000 header lines", "# a: b\n".repeat(100_000)),
        ("100,000 transmission starts", "\u{1}abc0123 3 pol 345\n".repeat(100_000)),
    ] {
        row(name, text.len(), 1, || {
            read_one(text.as_bytes());
        });
    }
}
