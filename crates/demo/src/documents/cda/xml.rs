//! A tree of elements, written with every character in its place.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// An element: its attributes, then its text or the elements in it.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: Option<String>,
    inside: Vec<Element>,
}

/// An empty element.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), text: None, inside: Vec::new() }
}

impl Element {
    pub(super) fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.attributes.push((name, allowed(value.as_ref())));
        self
    }

    pub(super) fn with_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn says(mut self, text: impl AsRef<str>) -> Self {
        self.text = Some(allowed(text.as_ref()));
        self
    }

    pub(super) fn holds(mut self, inside: impl IntoIterator<Item = Element>) -> Self {
        self.inside.extend(inside);
        self
    }

    /// The whole document.
    pub(super) fn written(&self) -> String {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        let declared = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
        let done = writer.write_event(declared).and_then(|()| self.write(&mut writer));
        done.ok()
            .and_then(|()| String::from_utf8(writer.into_inner()).ok())
            .unwrap_or_else(|| unreachable!("writing text to memory does not fail"))
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = writer.create_element(self.name).with_attributes(attributes);
        match &self.text {
            Some(text) => start.write_text_content(BytesText::new(text))?,
            None if self.inside.is_empty() => start.write_empty()?,
            None => start.write_inner_content(|writer| {
                self.inside.iter().try_for_each(|one| one.write(writer))
            })?,
        };
        Ok(())
    }
}

/// What XML 1.0 can hold of a text; escaping cannot save the rest.
fn allowed(text: &str) -> String {
    let held = |c: &char| {
        let control = *c < ' ' && !matches!(*c, '\t' | '\n' | '\r');
        !control && !matches!(*c, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(held).collect()
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn text_is_escaped_and_controls_are_dropped() {
        let xml = element("a").with("b", "\"<\u{0}é").says("x < y & \u{1}z").written();
        assert_eq!(xml.lines().last(), Some(r#"<a b="&quot;&lt;é">x &lt; y &amp; z</a>"#));
    }
}
