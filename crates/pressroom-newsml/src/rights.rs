use std::io;

use crate::story::Story;
use crate::xml::Xml;

/// `rightsInfo`, when the story says anything of rights.
pub fn write<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let (copyright, usage_terms) = (&story.article.copyright, &story.article.usage_terms);
    if copyright.is_none() && usage_terms.is_none() {
        return Ok(());
    }
    xml.element("rightsInfo", &[], |xml| {
        if let Some(copyright) = copyright {
            xml.text("copyrightNotice", &[], copyright)?;
        }
        if let Some(usage_terms) = usage_terms {
            xml.text("usageTerms", &[], usage_terms)?;
        }
        Ok(())
    })
}
