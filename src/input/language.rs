//! Which language a text is in.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whatlang::{Detector, Lang};

use crate::model::Language;

/// Bytes of a text that are enough to tell its language.
const SAMPLE: usize = 4_096;

/// A lead of telling words after which no more need be read.
const PLAIN: usize = 16;

/// The words of `rules/words/languages.tsv` and the languages that have them.
static TELLING: LazyLock<FxHashMap<&str, Vec<Language>>> = LazyLock::new(|| {
    let rows = include_str!("../../rules/words/languages.tsv").lines().skip(1);
    let cells = rows.filter_map(|row| row.split_once('\t'));
    cells
        .map(|(word, languages)| (word, languages.split('|').flat_map(str::parse).collect()))
        .collect()
});

/// The language of `text`, among those that the rules know; `None` where it has no letters.
///
/// The language with most function words, months and weekdays in the text; where that decides
/// nothing, the letters do. Letters alone fail on a line or two in which names prevail, and names in
/// reports from Mexico are Spanish in every language; hence capitalised words count only where
/// there is nothing else.
pub(super) fn detect(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    by_words(sample).or_else(|| by_letters(&without_names(sample))).or_else(|| by_letters(sample))
}

/// The one language with most telling words in `text`, or in as much of it as is plain enough.
fn by_words(text: &str) -> Option<Language> {
    let mut votes = [0_usize; Language::ALL.len()];
    for word in text.split(|c: char| !c.is_alphabetic() && c != '-') {
        let telling = match word.chars().any(char::is_uppercase) {
            true => TELLING.get(word.to_lowercase().as_str()),
            false => TELLING.get(word),
        };
        for language in telling.into_iter().flatten() {
            votes[*language as usize] += 1;
        }
        if votes.iter().max() > Some(&PLAIN) && winner(&votes).is_some_and(|(_, lead)| lead > PLAIN)
        {
            break;
        }
    }
    winner(&votes).map(|(language, _)| language)
}

/// The language with most votes and its lead; `None` where two have as many.
fn winner(votes: &[usize; Language::ALL.len()]) -> Option<(Language, usize)> {
    let of = |language: Language| votes[language as usize];
    let first = Language::ALL.into_iter().max_by_key(|language| of(*language))?;
    let second = Language::ALL.into_iter().filter(|language| *language != first).map(of).max()?;
    let lead = of(first) - second;
    (lead > 0).then_some((first, lead))
}

fn by_letters(text: &str) -> Option<Language> {
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Spa, Lang::Por]);
    match detector.detect_lang(text)? {
        Lang::Spa => Some(Language::Spanish),
        Lang::Por => Some(Language::Portuguese),
        _ => Some(Language::English),
    }
}

/// The words of `text` that begin small.
fn without_names(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.starts_with(char::is_uppercase));
    words.collect::<Vec<_>>().join(" ")
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

    #[test]
    fn short_texts_are_told_apart_by_their_small_words() {
        let cases = [
            (
                "Gunmen killed Maria Lopez on 12 March 2012 in Tiquicheo, Michoacán.",
                Language::English,
            ),
            ("Marines killed Arturo Beltrán Leyva in Cuernavaca in 2009.", Language::English),
            ("Ovidio Guzmán arrested.", Language::English),
            ("3 de mayo de 2019", Language::Spanish),
            ("hace tres meses", Language::Spanish),
            ("El FBI arrestó a Michael Brown en Houston.", Language::Spanish),
            ("3 de maio de 2019", Language::Portuguese),
            ("na semana passada", Language::Portuguese),
        ];
        for (text, language) in cases {
            assert_eq!(detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn the_list_of_telling_words_can_be_read() {
        assert!(TELLING.len() > 300);
        assert!(TELLING.values().all(|languages| !languages.is_empty()));
    }
}
