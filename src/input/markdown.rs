mod marks;

use super::Content;
use super::metadata::{self, Syntax};
use crate::model::PublishedFrom;

/// Fences of front matter and the syntax between them.
const FENCES: &[(&str, Syntax)] = &[("---", Syntax::Yaml), ("+++", Syntax::Toml)];

/// A Markdown file: the text is kept whole, and what follows the front matter is annotated, without
/// its marks.
pub(super) fn read(text: String) -> Result<Content, String> {
    let Some((syntax, matter, body)) = front_matter(&text) else {
        return Ok(Content { reading: Some(marks::blanked(&text, 0)), text, ..Content::default() });
    };
    let (metadata, faults) = metadata::parse(matter, 2, syntax, PublishedFrom::Document);
    Ok(Content { reading: Some(marks::blanked(&text, body)), body, metadata, faults, text })
}

/// The syntax and text of the front matter and the byte behind it.
fn front_matter(text: &str) -> Option<(Syntax, &str, usize)> {
    let first = text.lines().next()?;
    let (fence, syntax) = FENCES.iter().find(|(fence, _)| first.trim_end() == *fence)?;
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == *fence || (*syntax == Syntax::Yaml && line.trim_end() == "...") {
            return Some((*syntax, &text[start..at], end));
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_yaml_and_toml_front_matter() {
        let cases = [
            "---\ntitle: A report\npublished: 2024-05\nlanguage: en\n---\nBody.\n",
            "+++\ntitle = \"A report\"\npublished = \"2024-05\"\nlanguage = \"en\"\n+++\nBody.\n",
        ];
        for text in cases {
            let content = read(text.into()).unwrap();
            assert_eq!(content.metadata.title.as_deref(), Some("A report"), "{text}");
            assert_eq!(content.metadata.published.unwrap().to_string(), "2024-05");
            assert_eq!(&content.text[content.body..], "Body.\n");
            assert!(content.faults.is_empty());
        }
    }

    #[test]
    fn reports_a_fault_and_keeps_the_text() {
        let content = read("---\npublished: last spring\n---\nBody.".into()).unwrap();
        assert_eq!(content.faults.len(), 1);
        assert_eq!(content.faults[0].0, 2);
        assert_eq!(&content.text[content.body..], "Body.");
    }

    #[test]
    fn takes_a_rule_for_a_rule() {
        let content = read("---\nNo second fence follows.".into()).unwrap();
        assert_eq!(content.body, 0);
    }
}
