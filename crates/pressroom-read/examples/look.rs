//! scratch
use pressroom_read::{Settings, Source, read};
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        println!("======== {path}");
        match read(&Source { name: "f", bytes: &bytes }, &Settings::default()) {
            Ok(r) => {
                let a = &r.article;
                println!(
                    "profile={} lang={} status={:?} signals={:?} created={:?} dl={:?} src={:?}",
                    r.profile,
                    a.language,
                    a.status.as_str(),
                    a.signals.iter().map(|s| s.as_str()).collect::<Vec<_>>(),
                    a.created.map(|c| c.to_string()),
                    a.dateline.as_ref().map(|d| (d.agency.clone(), d.place.clone(), d.date.map(|d| d.to_string()))),
                    a.source.as_ref().map(|s| s.text.clone())
                );
                for t in &r.trace {
                    let text: String = t.text.chars().take(90).collect();
                    println!(
                        "{:3} {:12} {:22} {:3.0} | {}",
                        t.span.line,
                        t.part.as_str(),
                        t.rule,
                        t.confidence * 100.0,
                        text
                    );
                }
                for d in &r.diagnostics {
                    println!("   ! {} {:?} L{}", d.code, d.args, d.labels.first().map_or(0, |l| l.span.line));
                }
            }
            Err(e) => {
                for d in e {
                    println!("   ERR {} {:?} L{}", d.code, d.args, d.labels.first().map_or(0, |l| l.span.line));
                }
            }
        }
    }
}
