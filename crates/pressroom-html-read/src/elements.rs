//! HTML's elements, by what they do to text.

/// Elements that never hold anything (HTML, 13.1.2).
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What stands on lines of its own: a paragraph ends where one begins.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
            | "listing"
            | "plaintext"
    )
}

/// What is no text of the story: programs, forms, drawings, what shows only without scripts.
pub fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "button"
            | "canvas"
            | "datalist"
            | "head"
            | "input"
            | "map"
            | "math"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "progress"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
    )
}

/// Of those, the ones that nobody need hear of.
pub fn is_silent(name: &str) -> bool {
    matches!(name, "head" | "title" | "style")
}

/// An end tag inside a cell or caption does not close what is outside.
pub fn is_barrier(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "figcaption")
}
