//! Bytes a second of each stage, by language and size, and the time to start.

use std::hint::black_box;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use cronica::dates::DateResolver;
use cronica::events::EventExtractor;
use cronica::export::{EXPORTERS, EventRow, Exporter, Style};
use cronica::mentions::Gazetteer;
use cronica::sentences::Splitter;
use cronica::timeline::merge;
use cronica::tokens::{Tokens, Vocabulary};
use cronica::{Document, Edtf, Language, Metadata, Pipeline, Tables, Timeline};

/// Bytes of the documents: an article, and a long report.
const SIZES: [usize; 2] = [8_000, 128_000];

/// The project's seeds by language.
const SEEDS: [(Language, &[&str]); 2] = [
    (
        Language::English,
        &[
            include_str!("../seeds/allende.txt"),
            include_str!("../seeds/cienfuegos.txt"),
            include_str!("../seeds/cooperation.txt"),
            include_str!("../seeds/zambada.txt"),
        ],
    ),
    (
        Language::Spanish,
        &[include_str!("../seeds/cronologia.txt"), include_str!("../seeds/guacamaya.txt")],
    ),
];

/// The stages by themselves.
struct Stages {
    vocabulary: Vocabulary,
    splitter: Splitter,
    gazetteer: Gazetteer,
    dates: DateResolver,
    events: EventExtractor,
}

impl Stages {
    fn new() -> Stages {
        let tables = Tables::embedded();
        let mut vocabulary = Vocabulary::default();
        let rows = "the built-in tables are sound";
        let splitter = Splitter::new(&tables, &mut vocabulary).expect(rows);
        let gazetteer = Gazetteer::new(&tables, &mut vocabulary).expect(rows);
        let dates = DateResolver::new(&tables, &mut vocabulary).expect(rows);
        let events = EventExtractor::new(&tables, &mut vocabulary).expect(rows);
        Stages { vocabulary, splitter, gazetteer, dates, events }
    }
}

/// A document of at least `size` bytes.
fn document(language: Language, texts: &[&str], size: usize) -> Document {
    let mut text = String::new();
    for part in texts.iter().cycle() {
        text.push_str(part);
        text.push('\n');
        if text.len() >= size {
            break;
        }
    }
    let published: Option<Edtf> = "2025-06-15".parse().ok();
    let metadata = Metadata { language: Some(language), published, ..Metadata::default() };
    Document::new("bench", text, metadata)
}

fn stages(criterion: &mut Criterion) {
    let stages = Stages::new();
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the built-in tables are sound");
    for (language, texts) in SEEDS {
        for size in SIZES {
            let document = Arc::new(document(language, texts, size));
            let text = document.text();
            let tokens = Tokens::new(text, &stages.vocabulary);
            let sentences = stages.splitter.split(&document, &tokens);
            let mentions = stages.gazetteer.find(&document, &tokens, &sentences);
            let dates = stages.dates.resolve(&document, &tokens, &sentences, &|| &mentions);
            let sources = pipeline.sources(&document);
            let mut bench = |stage: &str, run: &dyn Fn()| {
                let mut group = criterion.benchmark_group(stage);
                group.throughput(Throughput::Bytes(text.len() as u64));
                let id = BenchmarkId::new(language.code(), size);
                group.bench_function(id, |bencher| bencher.iter(run));
                group.finish();
            };
            bench("tokens", &|| drop(black_box(Tokens::new(text, &stages.vocabulary))));
            bench("sentences", &|| drop(black_box(stages.splitter.split(&document, &tokens))));
            bench("mentions", &|| {
                black_box(stages.gazetteer.find(&document, &tokens, &sentences));
            });
            bench("dates", &|| {
                black_box(stages.dates.resolve(&document, &tokens, &sentences, &|| &mentions));
            });
            bench("events", &|| {
                let events = &stages.events;
                black_box(events.extract(&document, &tokens, &sentences, &mentions, &dates));
            });
            bench("merge", &|| drop(black_box(merge(sources.clone()))));
            let timeline = merge(sources.clone());
            for name in ["jsonl", "csv"] {
                let exporter = EXPORTERS.iter().find(|exporter| exporter.name == name);
                let exporter = exporter.expect("it is one of the formats");
                bench(name, &|| export(exporter, &timeline).expect("nothing can fail here"));
            }
            bench("whole", &|| drop(black_box(merge(pipeline.sources(&document)))));
        }
    }
}

/// Writes the rows of `timeline` to nowhere.
fn export(exporter: &Exporter, timeline: &Timeline) -> io::Result<()> {
    let mut sink = exporter.begin::<EventRow>(Box::new(io::sink()), Style::default())?;
    for entry in &timeline.entries {
        sink.record(&EventRow::new(entry))?;
    }
    sink.finish()
}

fn start_up(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start-up");
    group.bench_function("tables", |bencher| bencher.iter(Tables::embedded));
    let tables = Tables::embedded();
    group.bench_function("pipeline", |bencher| bencher.iter(|| Pipeline::new(&tables)));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = stages, start_up
}
criterion_main!(benches);
