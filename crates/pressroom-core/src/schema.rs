//! JSON Schema of the model, as committed in `schema/`. `cargo xtask schema` writes it again; a test compares.

/// The committed schema of [`crate::Article`].
pub const ARTICLE: &str = include_str!("../schema/article.json");
/// The committed schema of [`crate::Issue`].
pub const ISSUE: &str = include_str!("../schema/issue.json");

/// The schemas as the types say them now: (file name, text).
#[cfg(feature = "schema")]
pub fn generate() -> Result<[(&'static str, String); 2], serde_json::Error> {
    let article = schemars::schema_for!(crate::Article);
    let issue = schemars::schema_for!(crate::Issue);
    Ok([
        ("article.json", serde_json::to_string_pretty(&article)? + "\n"),
        ("issue.json", serde_json::to_string_pretty(&issue)? + "\n"),
    ])
}
