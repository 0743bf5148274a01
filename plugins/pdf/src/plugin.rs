//! The plugin: a story or an edition in, a PDF file out.

use std::path::PathBuf;

use pressroom_core::{Article, Code, Diagnostic};
use pressroom_plugin::{Error, Job, Options, OutputPlugin};

use crate::draw::{Drawn, Press};
use crate::edition;
use crate::finish::{Metadata, finish};
use crate::makeup::desk::Desk;
use crate::makeup::front::title_of;
use crate::makeup::sheet::{Design, Sheet};
use crate::makeup::story;
use crate::makeup::writing::Writing;
use crate::options::{PdfOptions, Pictures, Standard};
use crate::page::{Layout, Role};
use crate::picture::LARGEST_FILE_BYTES;
use crate::picture::shelf::{Owner, Shelf};
use crate::report::Reports;
use crate::source;
use crate::text::fonts::Fonts;
use crate::theme::Theme;

/// `{family}`: the theme asks for a font that is not here.
const NO_SUCH_FONT: Code = Code::error("PDF18");

/// An instance serves jobs of the same options.
pub struct Pdf {
    fonts: Fonts,
    theme: Theme,
}

impl OutputPlugin for Pdf {
    fn new(config: &Options) -> Result<Self, Error> {
        let options: PdfOptions = config.parse()?;
        let font_dir = Some(options.font_dir).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        if let Some(folder) = font_dir.as_ref().filter(|folder| !folder.is_dir()) {
            return Err(Error::new(format_args!("font_dir: there is no folder {}", folder.display())));
        }
        let mut fonts =
            Fonts::new(font_dir).ok_or_else(|| Error::new("a font that comes with the plugin is broken"))?;
        let theme = Theme::load(&options.theme)?;
        let missing = |family: String| Diagnostic::new(NO_SUCH_FONT).arg("family", family);
        fonts.choose(&theme.fonts).map_err(missing)?;
        Ok(Pdf { fonts, theme })
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: PdfOptions = job.options()?;
        let design = Design { paper: options.paper()?, columns: options.columns, theme: self.theme.clone() };
        let with_source = options.standard == Standard::A3a;
        let read = |owner: Owner, file: &str| {
            let resource = match owner {
                Owner::Story(index) => job.resource(index, file),
                Owner::Issue => job.issue_resource(file),
            };
            let resource = resource.map_err(|_| "it is not there".to_owned())?;
            resource.read_all(LARGEST_FILE_BYTES).map_err(|error| error.to_string())
        };
        let longer_side = match options.pictures {
            Pictures::Original => None,
            Pictures::Screen => Some(design.screen_pixels()),
        };
        let mut shelf = Shelf::new(&read, longer_side);
        let mut press = Press::new(&self.fonts, options.bleed()?);
        let (drawn, sections, mut metadata, sources) = match job.issue()? {
            Some(issue) => {
                let sources = if with_source { source::of_issue(job, &issue)? } else { Vec::new() };
                let made = edition::make(job, issue, &self.fonts, &design, &mut press, &mut shelf)?;
                (made.drawn, made.sections, made.metadata, sources)
            }
            None => {
                let article = job.article()?;
                let sources = if with_source { source::of_story(job, &article) } else { Vec::new() };
                let writing = Writing::of(&article);
                let drawn = self.story(job, &article, &writing, &design, &mut press, &mut shelf)?;
                (drawn, Vec::new(), metadata(&article, &writing), sources)
            }
        };
        metadata.standard = options.standard;
        finish(job.output("")?, drawn, &press, &shelf, &sections, &metadata, sources)?.finish()
    }
}

impl Pdf {
    fn story(
        &self,
        job: &Job<'_>,
        article: &Article,
        writing: &Writing,
        design: &Design,
        press: &mut Press<'_>,
        shelf: &mut Shelf<'_>,
    ) -> Result<Drawn, Error> {
        let mut layout = Layout::default();
        let owner = Owner::Story(0);
        let sheet = Sheet::new(design, writing.script);
        let mut desk = Desk::new(&self.fonts, &sheet, &mut layout, writing, shelf, owner);
        story::make_up(&mut desk, article, None);
        Reports::new(job).story(&desk.diagnostics, &desk.shaper.missing);
        job.progress(1, 2)?;
        let mut drawn = Drawn::default();
        let document = drawn.structure.add(None, Role::Document);
        drawn.append(press.draw(layout, shelf).map_err(Error::new)?, &[document]);
        Ok(drawn)
    }
}

fn metadata(article: &Article, writing: &Writing) -> Metadata {
    let words = |text: &Option<pressroom_core::Text>| text.as_deref().map(str::to_owned).unwrap_or_default();
    Metadata {
        // A document has to have a title (ISO 14289-1, 7.1).
        title: title_of(article),
        authors: article.byline.iter().map(|person| person.name.clone()).collect(),
        subject: words(&article.summary),
        keywords: article.keywords.iter().map(|keyword| keyword.text.clone()).collect(),
        language: article.language.clone(),
        updated: article.updated,
        right_to_left: writing.right_to_left,
        ..Metadata::default()
    }
}
