//! Dates of arbitrary text: no panic, spans on character boundaries, EDTF that reads back.
//!
//! Run with `cargo +nightly fuzz run dates -- -max_total_time=600`.
#![no_main]

use std::sync::OnceLock;

use cronica::pipeline::Depth;
use cronica::{Document, Edtf, Language, Metadata, Pipeline, Tables};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, u16, &str)| {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline = PIPELINE
        .get_or_init(|| Pipeline::new(&Tables::without_gazetteers()).expect("sound rules"));
    let (spanish, year, text) = input;
    let language = if spanish { Language::Spanish } else { Language::English };
    let published = format!("{:04}-06-14", year % 10_000).parse().ok();
    let metadata = Metadata { published, language: Some(language), ..Metadata::default() };
    let document = Document::new("fuzz.txt", text, metadata);
    for timex in pipeline.annotate_to(&document, Depth::Dates).dates {
        assert!(text.get(timex.span.start..timex.span.end).is_some());
        if let Some(edtf) = timex.edtf {
            assert_eq!(edtf.to_string().parse::<Edtf>().as_ref(), Ok(&edtf));
        }
    }
});
