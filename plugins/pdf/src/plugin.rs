//! The plugin: a story in, a PDF file out.

use std::collections::BTreeSet;
use std::io::Write;

use pressroom_core::{Article, Code, Diagnostic};
use pressroom_plugin::{Error, Job, Options, OutputPlugin};

use crate::draw::draw;
use crate::finish::{Metadata, finish};
use crate::makeup::desk::Desk;
use crate::makeup::sheet::Sheet;
use crate::makeup::story;
use crate::options::PdfOptions;
use crate::page::{Layout, Role};
use crate::picture::LARGEST_FILE_BYTES;
use crate::text::fonts::Fonts;
use crate::text::shape::MissingGlyph;

/// `{letter}` `{code}`: no font has this letter.
const MISSING_GLYPH: Code = Code::warning("PDF01");

pub struct Pdf {
    fonts: Fonts,
}

impl OutputPlugin for Pdf {
    fn new(_config: &Options) -> Result<Self, Error> {
        let fonts = Fonts::shipped().ok_or_else(|| Error::new("a font that comes with the plugin is broken"))?;
        Ok(Pdf { fonts })
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: PdfOptions = job.options()?;
        let article = job.article()?;
        let sheet = Sheet::new(options.paper);
        let mut layout = Layout::default();
        let document = layout.structure.add(None, Role::Document);
        let open = |file: &str| {
            let resource = job.resource(0, file).map_err(|_| "it is not there".to_owned())?;
            resource.read_all(LARGEST_FILE_BYTES).map_err(|error| error.to_string())
        };
        let mut desk = Desk::new(&self.fonts, &sheet, &mut layout, &article.language, article.direction, &open);
        story::make_up(&mut desk, &article, document);
        desk.diagnostics.iter().for_each(|diagnostic| job.report(diagnostic));
        report_missing(job, &desk.shaper.missing);
        job.progress(1, 2)?;

        let drawn = draw(&layout, &self.fonts).map_err(Error::new)?;
        let file = finish(drawn, &layout, &metadata(&article)).map_err(Error::new)?;
        let mut out = job.output("")?;
        out.write_all(&file)?;
        out.finish()
    }
}

/// Each letter once, at the first place that has it.
fn report_missing(job: &Job<'_>, missing: &[MissingGlyph]) {
    let mut seen = BTreeSet::new();
    for MissingGlyph { letter, source } in missing {
        if seen.insert(*letter) {
            let code = format!("U+{:04X}", u32::from(*letter));
            job.report(&Diagnostic::new(MISSING_GLYPH).arg("letter", letter).arg("code", code).at(source));
        }
    }
}

fn metadata(article: &Article) -> Metadata {
    let words = |text: &Option<pressroom_core::Text>| text.as_deref().map(str::to_owned).unwrap_or_default();
    Metadata {
        // A document has to have a title (ISO 14289-1, 7.1); without a headline the nearest that names the story is it.
        title: [&article.headline, &article.slugline, &article.section]
            .into_iter()
            .flatten()
            .map(|text| text.text.clone())
            .find(|text| !text.trim().is_empty())
            .or_else(|| article.id.clone())
            .unwrap_or_else(|| "-".to_owned()),
        authors: article.byline.iter().map(|person| person.name.clone()).collect(),
        subject: words(&article.summary),
        keywords: article.keywords.iter().map(|keyword| keyword.text.clone()).collect(),
        language: article.language.clone(),
        updated: article.updated,
        right_to_left: article.direction == pressroom_core::Direction::Rtl,
    }
}
