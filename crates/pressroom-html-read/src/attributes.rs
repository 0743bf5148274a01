/// The attributes of one tag.
#[derive(Clone, Debug, Default)]
pub struct Attributes(pub Vec<(String, String)>);

impl Attributes {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    pub fn has_role(&self, role: &str) -> bool {
        self.get("role").is_some_and(|roles| roles.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(role)))
    }

    /// A number of pixels or cells: `640`, `640px`. Not `100%`.
    pub fn number(&self, name: &str) -> Option<u32> {
        let value = self.get(name)?.trim();
        value.strip_suffix("px").unwrap_or(value).trim_end().parse().ok()
    }
}
