use pressroom_core::Figure;
use pressroom_core::losses::BLOCK_DROPPED;

use crate::writer::Writer;
use crate::{HANDOUT, ILLUSTRATION, Picture, attribute};

impl Writer<'_> {
    pub fn figure(&mut self, figure: &Figure) {
        let picture = (self.style.picture)(figure);
        let words = [&figure.caption, &figure.credit, &figure.credit_label];
        if picture.is_none() && words.iter().all(|text| text.is_none()) {
            return self.lose(BLOCK_DROPPED, "figure");
        }
        self.raw("<figure");
        // What the picture is, beside its words.
        let kinds = [(figure.handout, HANDOUT), (figure.illustration, ILLUSTRATION)];
        let kinds: Vec<&str> = kinds.into_iter().filter_map(|(is, word)| is.then_some(word)).collect();
        if !kinds.is_empty() {
            attribute(self.out, "class", &kinds.join(" "));
        }
        self.raw(">\n");
        match picture {
            Some(picture) => self.image(&picture, figure),
            None => self.lose_alt(figure),
        }
        self.caption_and_credit(figure);
        self.raw("</figure>\n");
    }

    /// An `img` without `alt` says that nobody described the picture; an empty `alt` that it is decorative (HTML,
    /// 4.8.4.4).
    fn image(&mut self, picture: &Picture, figure: &Figure) {
        self.raw("<img");
        attribute(self.out, "src", &picture.src);
        if let Some(alt) = &figure.alt {
            attribute(self.out, "alt", alt);
        }
        for (name, pixels) in [("width", picture.width), ("height", picture.height)] {
            if let Some(pixels) = pixels {
                attribute(self.out, name, &pixels.to_string());
            }
        }
        self.raw("/>\n");
    }

    /// A description of a picture that the story does not carry. Of a picture that cannot be used, the caller tells.
    fn lose_alt(&mut self, figure: &Figure) {
        if figure.asset.is_none() && figure.alt.as_ref().is_some_and(|alt| !alt.is_empty()) {
            self.lose_field("alt");
        }
    }

    fn caption_and_credit(&mut self, figure: &Figure) {
        if [&figure.caption, &figure.credit, &figure.credit_label].iter().all(|text| text.is_none()) {
            return;
        }
        self.raw("<figcaption>");
        if let Some(caption) = &figure.caption {
            self.raw("<span class=\"caption\">");
            self.passage(caption);
            self.raw("</span>");
        }
        if figure.caption.is_some() && (figure.credit.is_some() || figure.credit_label.is_some()) {
            self.raw(" ");
        }
        match (&figure.credit_label, &figure.credit) {
            (Some(label), credit) => self.labelled(label, credit.as_deref()),
            (None, Some(credit)) => {
                self.raw("<span class=\"credit\">");
                // Such a credit says itself what the picture is: `Minh họa của …`.
                self.text(if figure.illustration { "" } else { self.style.credit_label });
                self.name(credit);
                self.raw("</span>");
            }
            (None, None) => {}
        }
        self.raw("</figcaption>\n");
    }

    /// The copy's own label: `File photo: N`, or alone, `Ảnh minh họa`.
    fn labelled(&mut self, label: &str, credit: Option<&str>) {
        self.raw("<span class=\"credit\"><span class=\"credit-label\">");
        self.text(label.trim_end());
        self.raw("</span>");
        if let Some(credit) = credit {
            self.raw(" ");
            self.name(credit);
        }
        self.raw("</span>");
    }
}
