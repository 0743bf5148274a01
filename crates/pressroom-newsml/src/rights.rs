use crate::concept;
use crate::story::Story;
use crate::xml::Xml;

/// `rightsInfo`, when the story says anything of rights.
pub fn write(xml: &mut Xml, story: &Story<'_>) {
    let article = story.article;
    let (holder, copyright, usage_terms) = (&article.copyright_holder, &article.copyright, &article.usage_terms);
    if holder.is_none() && copyright.is_none() && usage_terms.is_none() {
        return;
    }
    xml.element("rightsInfo", &[], |xml| {
        if let Some(holder) = holder {
            concept::named(xml, "copyrightHolder", &[], holder);
        }
        if let Some(copyright) = copyright {
            xml.text("copyrightNotice", &[], copyright);
        }
        if let Some(usage_terms) = usage_terms {
            xml.text("usageTerms", &[], usage_terms);
        }
    });
}
