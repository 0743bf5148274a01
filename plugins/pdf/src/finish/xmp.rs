//! The XMP packet (ISO 16684-1): Dublin Core, PDF and the claims to PDF/A (ISO 19005-2 and 3, 6.6) and PDF/UA-1
//! (ISO 14289-1, 5).

use lopdf::{Dictionary, Document, Object, Result, Stream};
use uuid::Uuid;

use super::Metadata;
use super::info::{PRODUCER, authors, keywords};
use crate::options::Standard;

/// PDF/A-2 wants a description of every schema it does not know itself.
const UA_SCHEMA: &str = r#"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"#;

pub fn add(document: &mut Document, metadata: &Metadata, identity: &Uuid) -> Result<()> {
    let dict = Dictionary::from_iter([("Type", Object::from("Metadata")), ("Subtype", "XML".into())]);
    let stream = Stream::new(dict, packet(metadata, identity).into_bytes()).with_compression(false);
    let id = document.add_object(stream);
    document.catalog_mut()?.set("Metadata", Object::Reference(id));
    Ok(())
}

fn packet(metadata: &Metadata, identity: &Uuid) -> String {
    let mut said = String::new();
    let mut add = |name: &str, form: &dyn Fn(&str) -> String, value: &str| {
        if !value.is_empty() {
            said.push_str(&format!("<{name}>{}</{name}>", form(&escaped(value))));
        }
    };
    let plain = |value: &str| value.to_owned();
    let titled = |value: &str| format!(r#"<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>"#);
    let listed = |value: &str| format!("<rdf:Seq><rdf:li>{value}</rdf:li></rdf:Seq>");
    let gathered = |value: &str| format!("<rdf:Bag><rdf:li>{value}</rdf:li></rdf:Bag>");
    add("dc:title", &titled, &metadata.title);
    add("dc:creator", &listed, &authors(metadata));
    add("dc:description", &titled, &metadata.subject);
    add("dc:language", &gathered, &metadata.language);
    add("dc:format", &plain, "application/pdf");
    add("pdf:Keywords", &plain, &keywords(metadata));
    add("pdf:Producer", &plain, PRODUCER);
    add("xmp:CreatorTool", &plain, PRODUCER);
    if let Some(updated) = &metadata.updated {
        let date = updated.to_string();
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            add(name, &plain, &date);
        }
    }
    let urn = identity.urn().to_string();
    add("xmpMM:DocumentID", &plain, &urn);
    add("xmpMM:InstanceID", &plain, &urn);
    let part = match metadata.standard {
        Standard::A2a => "2",
        Standard::A3a => "3",
    };
    for (name, value) in [("pdfaid:part", part), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")] {
        add(name, &plain, value);
    }
    let namespaces = [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ];
    let namespaces: String = namespaces.iter().map(|(prefix, uri)| format!(r#" xmlns:{prefix}="{uri}""#)).collect();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\"{namespaces}>{said}{UA_SCHEMA}</rdf:Description></rdf:RDF></x:xmpmeta>\
         <?xpacket end=\"r\"?>"
    )
}

/// For XML text. Characters that XML 1.0 cannot hold have no place in a title either.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_markup_stays_text() {
        let metadata = Metadata { title: "R&D <b>".to_owned(), ..Metadata::default() };
        let packet = packet(&metadata, &Uuid::nil());
        assert!(packet.contains(r#"x-default">R&amp;D &lt;b&gt;</rdf:li>"#), "{packet}");
    }
}
