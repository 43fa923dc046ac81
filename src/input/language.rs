use whatlang::{Detector, Lang};

use crate::model::Language;

/// Bytes of a text that are enough to tell its language.
const SAMPLE: usize = 4_096;

/// The language of `text`, among those that the rules know; `None` where it has no letters.
pub(super) fn detect(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Spa, Lang::Por]);
    match detector.detect_lang(sample)? {
        Lang::Spa => Some(Language::Spanish),
        Lang::Por => Some(Language::Portuguese),
        _ => Some(Language::English),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_languages_apart() {
        let cases = [
            ("The navy said on Tuesday that it had seized the boat.", Some(Language::English)),
            ("La Marina informó el martes que había asegurado la lancha.", Some(Language::Spanish)),
            ("A polícia disse que não encontrou os fugitivos.", Some(Language::Portuguese)),
            ("12 34", None),
        ];
        for (text, language) in cases {
            assert_eq!(detect(text), language, "{text}");
        }
    }
}
