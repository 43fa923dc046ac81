//! What holds of every text: of each prefix of every fixture, and of texts made to be hard.

use cronica::pipeline::Depth;
use cronica::{Document, Edtf, Language, Metadata, Pipeline, Tables, Timex};

const FIXTURES: [(&str, Language); 3] =
    [("en", Language::English), ("es", Language::Spanish), ("pt", Language::Portuguese)];

fn dates(pipeline: &Pipeline, text: &str, language: Language, published: &str) -> Vec<Timex> {
    let published = (!published.is_empty()).then(|| published.parse().expect("a valid date"));
    let metadata = Metadata { published, language: Some(language), ..Metadata::default() };
    pipeline.annotate_to(&Document::new("text.txt", text, metadata), Depth::Dates).dates
}

fn check(text: &str, dates: &[Timex]) {
    let mut end = 0;
    for timex in dates {
        assert!(timex.span.start >= end && !timex.span.is_empty(), "overlap in {text:?}");
        end = timex.span.end;
        check_one(text, timex);
        timex.ends.iter().for_each(|end| check_one(text, end));
    }
}

fn check_one(text: &str, timex: &Timex) {
    assert!(text.get(timex.span.start..timex.span.end).is_some(), "a span splits {text:?}");
    assert!(!timex.value.is_empty(), "no value in {text:?}");
    if let (Some(earliest), Some(latest)) = (timex.days.earliest, timex.days.latest) {
        assert!(earliest <= latest, "{earliest} after {latest} in {text:?}");
    }
    if let Some(edtf) = timex.edtf {
        let again: Edtf = edtf.to_string().parse().unwrap_or_else(|e| panic!("{e} in {text:?}"));
        assert_eq!(again, edtf, "{text:?}");
    }
}

#[test]
fn dates_of_every_prefix_are_sound() {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    for (name, language) in FIXTURES {
        let path = format!("fixtures/dates/{name}.tsv");
        let file = std::fs::read_to_string(&path).expect("the fixtures are there");
        for row in file.lines().filter(|row| !row.starts_with('#')) {
            let Some((published, text)) = row.split_once('\t') else { continue };
            for (end, _) in text.char_indices() {
                check(&text[..end], &dates(&pipeline, &text[..end], language, published));
            }
        }
    }
}

#[test]
fn dates_of_hard_texts_are_sound() {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let texts = [
        "May ".repeat(3000),
        "12/".repeat(3000),
        "9".repeat(9000),
        "1 ".repeat(3000),
        "the first two weeks of ".repeat(500),
        "two hundred thousand ".repeat(500),
        "999999999 years ago and 2000000000 centuries later".into(),
        "99999 years ago, 9999 BC, 9999 years before that, in 262142 decades' time".into(),
        "29 February 2100, 31 June 2000, February 30".into(),
        "hace 99999 siglos; dentro de 99999999 días; el siglo XXXIX a. C.".into(),
        "January 1, 2000 to January 1, 1990; between 2010 and 2001".into(),
        "10000 days later, 99999999 weeks earlier, the day after the strike".into(),
        "\u{feff}3\u{a0}May\u{202f}2019\u{2028}el\u{301} 3 de mayo\r\nde 2019".into(),
    ];
    for text in &texts {
        for (_, language) in FIXTURES {
            for published in ["", "2024-06-14", "2024", "-0044-03", "Y12000", "199X"] {
                check(text, &dates(&pipeline, text, language, published));
            }
        }
    }
}

/// What was read before is remembered, so each fixture is read behind those before it and behind
/// those that follow.
#[test]
fn dates_do_not_depend_on_other_documents() {
    let pipeline = || Pipeline::new(&Tables::embedded()).expect("the rules are sound");
    let (onwards, back) = (pipeline(), pipeline());
    for (name, language) in FIXTURES {
        let file = std::fs::read_to_string(format!("fixtures/dates/{name}.tsv"));
        let file = file.expect("the fixtures are there");
        let rows: Vec<_> = file.lines().filter_map(|row| row.split_once('\t')).collect();
        let found = |pipeline: &Pipeline, (published, text): (&str, &str)| {
            let published = published.trim_start_matches(|c: char| !c.is_ascii_digit());
            dates(pipeline, text, language, published)
        };
        let first: Vec<_> = rows.iter().map(|row| found(&onwards, *row)).collect();
        for (row, first) in rows.iter().zip(&first).rev() {
            assert_eq!(&found(&back, *row), first, "{row:?}");
        }
    }
}
