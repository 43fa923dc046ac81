//! Bytes a second of `dates` on one long line of what could make a search quadratic: the rate must
//! not fall from one size to the next.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use cronica::pipeline::Depth;
use cronica::{Document, Metadata, Pipeline, Tables};

/// What a line repeats, by name.
const LINES: [(&str, &str); 6] = [
    ("digits", "1234567890"),
    ("slashes", "1/2/"),
    ("months", "May "),
    ("particles", "de "),
    ("distances", "the day after "),
    ("years", "1990-"),
];

/// Bytes of the lines; the last is what the project promises to read.
const SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];

fn lines(criterion: &mut Criterion) {
    let pipeline = Pipeline::new(&Tables::embedded()).expect("the built-in tables are sound");
    for (name, piece) in LINES {
        let mut group = criterion.benchmark_group(name);
        for size in SIZES {
            let text = piece.repeat(size / piece.len());
            let document = Document::new("line", text, Metadata::default());
            group.throughput(Throughput::Bytes(size as u64));
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| black_box(pipeline.annotate_to(&document, Depth::Dates)));
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = lines
}
criterion_main!(benches);
