//! Writes a story as plain text. Start here: change what `block` writes, and what manifest.json says.
#![deny(unsafe_code)]

use std::io::Write;

use pressroom_plugin::core::losses;
use pressroom_plugin::model::{Block, plain_text};
use pressroom_plugin::{Diagnostic, Error, Job, Options, Output, OutputPlugin, export_plugin};
use serde::Deserialize;

struct Text;

/// What `--option text-rust.KEY=VALUE` sets. manifest.json describes it and gives the defaults.
#[derive(Clone, Copy, Deserialize)]
struct Settings {
    credits: bool,
}

impl OutputPlugin for Text {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Text)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let settings: Settings = job.options()?;
        job.progress(0, 1)?;
        let article = job.article()?;
        let mut out = job.output("")?;
        if let Some(headline) = &article.headline {
            writeln!(out, "{}\n", headline.text)?;
        }
        for part in &article.body {
            block(job, settings, &mut out, part)?;
        }
        out.finish()
    }
}

fn block(job: &Job<'_>, settings: Settings, out: &mut Output<'_>, part: &Block) -> Result<(), Error> {
    match part {
        Block::Paragraph(paragraph) => writeln!(out, "{}\n", plain_text(&paragraph.content))?,
        Block::Crosshead(crosshead) => writeln!(out, "{}\n", plain_text(&crosshead.content))?,
        Block::PullQuote(quote) => writeln!(out, "“{}”\n", plain_text(&quote.content))?,
        Block::Quote(quote) => quote.content.iter().try_for_each(|inner| block(job, settings, out, inner))?,
        Block::Note(note) => note.content.iter().try_for_each(|inner| block(job, settings, out, inner))?,
        Block::List(list) => {
            for item in list.items.iter().flatten() {
                block(job, settings, out, item)?;
            }
        }
        Block::Figure(figure) => {
            let credit = figure.credit.as_ref().filter(|_| settings.credits);
            for text in figure.caption.iter().chain(credit) {
                writeln!(out, "[{}]", text.text)?;
            }
            writeln!(out)?;
        }
        Block::Table(table) => {
            for row in &table.rows {
                let cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.content)).collect();
                writeln!(out, "{}", cells.join("\t"))?;
            }
            writeln!(out)?;
        }
        Block::Embed(embed) => writeln!(out, "{} <{}>\n", embed.title.as_deref().unwrap_or_default(), embed.href)?,
        Block::Rule(_) => writeln!(out, "* * *\n")?,
        // A kind that is newer than this plugin: its text is kept, and the user is told.
        Block::Unknown(unknown) => {
            writeln!(out, "{}\n", unknown.text())?;
            let flattened = Diagnostic::new(losses::BLOCK_FLATTENED).arg("format", "plain text");
            job.report(&flattened.arg("kind", unknown.kind()));
        }
    }
    Ok(())
}

export_plugin!(Text, include_str!("../manifest.json"));

#[cfg(test)]
mod tests {
    use pressroom_plugin::model::{Article, Inline, Paragraph, Text};
    use pressroom_plugin::testing::TestJob;

    #[test]
    fn a_story_keeps_its_words() {
        let paragraph = Paragraph { content: vec![Inline::text("Trời sáng dần.")], ..Default::default() };
        let article = Article {
            headline: Some(Text::new("Ngày mới")),
            body: vec![super::Block::Paragraph(paragraph)],
            ..Default::default()
        };
        let result = TestJob::article(article).options([("credits", true)].into_iter().collect()).run::<super::Text>();
        assert_eq!(String::from_utf8_lossy(result.main()), "Ngày mới\n\nTrời sáng dần.\n\n");
        assert_eq!(result.codes(), [""; 0]);
    }
}
