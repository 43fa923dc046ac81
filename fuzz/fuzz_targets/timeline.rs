//! The whole way of arbitrary text to a timeline: no panic, spans on character boundaries and
//! inside of the text, and rows that can be written.
//!
//! Run with `cargo +nightly fuzz run timeline -- -max_total_time=600`.
#![no_main]

use std::sync::OnceLock;

use cronica::export::DateRow;
use cronica::pipeline::Depth;
use cronica::timeline::merge;
use cronica::{Document, Language, Metadata, Pipeline, Span, Tables};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, &str)| {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline =
        PIPELINE.get_or_init(|| Pipeline::new(&Tables::embedded()).expect("sound rules"));
    let (language, year, text) = input;
    let language = Language::ALL[usize::from(language) % Language::ALL.len()];
    let published = match year {
        0 => None,
        year => format!("{:04}-06-14", year % 10_000).parse().ok(),
    };
    let metadata = Metadata { published, language: Some(language), ..Metadata::default() };
    let reading = pipeline.read(Document::new("fuzz.txt", text, metadata));
    let found = reading.annotate_to(Depth::Events);
    let inside = |span: Span| assert!(text.get(span.start..span.end).is_some());
    found.sentences.iter().for_each(|sentence| inside(sentence.span));
    found.mentions.iter().for_each(|mention| inside(mention.span));
    for timex in &found.dates {
        inside(timex.span);
        DateRow::new(reading.document(), timex);
    }
    merge(reading.sources());
});
