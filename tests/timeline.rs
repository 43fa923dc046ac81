//! Which events of two documents are one entry, and what merging must keep.

use std::path::Path;
use std::sync::Arc;

use cronica::input::from_text;
use cronica::{Conflict, Metadata, Pipeline, Source, Tables, Timeline, timeline};

fn pipeline() -> Pipeline {
    Pipeline::new(&Tables::embedded()).expect("the rules are sound")
}

fn sources(pipeline: &Pipeline, texts: &[(&str, &str)]) -> Vec<Source> {
    let document = |(id, text): &(&str, &str)| {
        let document = from_text(id, (*text).to_owned());
        let published = "2025-12-31".parse().ok();
        let metadata = Metadata { published, ..document.metadata().clone() };
        document.with_metadata(metadata)
    };
    let documents = texts.iter().map(document);
    documents.flat_map(|document| pipeline.sources(&Arc::new(document))).collect()
}

fn merged(pipeline: &Pipeline, texts: &[(&str, &str)]) -> Timeline {
    timeline::merge(sources(pipeline, texts))
}

/// What of a timeline must not depend on the order of the documents.
fn shape(timeline: &Timeline) -> Vec<(String, Vec<String>)> {
    let told = |source: &Source| format!("{}:{:?}", source.document.id(), source.event.sentence);
    let entries = timeline.entries.iter();
    entries.map(|e| (e.id.clone(), e.sources.iter().map(told).collect())).collect()
}

#[test]
fn pairs_join_or_stay_apart() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/timeline/pairs.tsv");
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let pipeline = pipeline();
    let (mut faults, mut cases) = (Vec::new(), 0);
    for line in text.lines().skip(1) {
        let [joined, first, second] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three cells: {line}");
        };
        cases += 1;
        let timeline = merged(&pipeline, &[("a.txt", first), ("b.txt", second)]);
        let found = timeline.entries.iter().any(|entry| entry.sources.len() > 1);
        if found != (joined == "yes") {
            faults.push(line);
        }
    }
    assert!(cases >= 60, "{cases} cases");
    assert!(faults.is_empty(), "{} of {cases}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let pipeline = pipeline();
    let texts = [
        ("a.txt", "Ismael Zambada was arrested in El Paso on 25 July 2024."),
        ("b.txt", "US law enforcement arrested Ismael Zambada in July 2024."),
        ("c.txt", "The arrest of Ismael Zambada in 2024 shook Sinaloa."),
        ("d.txt", "Gunmen killed 15 people in Ciudad Juárez on 31 January 2010."),
    ];
    let mut reversed = texts;
    reversed.reverse();
    let forward = shape(&merged(&pipeline, &texts));
    assert_eq!(forward, shape(&merged(&pipeline, &reversed)));
    assert_eq!(forward.len(), 2);
}

#[test]
fn identifiers_stay_when_unrelated_documents_come() {
    let pipeline = pipeline();
    let first = ("a.txt", "Ismael Zambada was arrested in El Paso on 25 July 2024.");
    let other = ("b.txt", "Gunmen killed 15 people in Ciudad Juárez on 31 January 2010.");
    let alone = merged(&pipeline, &[first]);
    let both = merged(&pipeline, &[other, first]);
    assert!(both.entries.iter().any(|entry| entry.id == alone.entries[0].id));
}

#[test]
fn copies_of_one_story_count_once() {
    let text = "Ismael Zambada was arrested in El Paso on 25 July 2024.";
    let timeline = merged(&pipeline(), &[("a.txt", text), ("b.txt", text), ("c.txt", text)]);
    assert_eq!(timeline.entries.len(), 1);
    assert_eq!(timeline.entries[0].sources.len(), 3);
    assert_eq!(timeline.entries[0].independent, 1);
}

#[test]
fn a_vague_source_joins_neither_of_two_happenings() {
    let texts = [
        ("a.txt", "Édgar Veytia was arrested in Tepic on 3 March 2017."),
        ("b.txt", "Édgar Veytia was arrested in San Diego on 27 September 2017."),
        ("c.txt", "Édgar Veytia was arrested in 2017."),
    ];
    let timeline = merged(&pipeline(), &texts);
    assert_eq!(timeline.entries.len(), 3);
}

#[test]
fn the_sharper_date_wins_and_conflicts_are_kept() {
    let texts = [
        ("a.txt", "In December 2019 the DEA arrested Genaro García Luna."),
        ("b.txt", "Genaro García Luna was arrested in Dallas on 9 December 2019."),
        ("c.txt", "Genaro García Luna was arrested in Dallas on 10 December 2019."),
    ];
    let timeline = merged(&pipeline(), &texts);
    let [entry] = &timeline.entries[..] else { panic!("{:?}", shape(&timeline)) };
    assert_eq!(entry.event.when.to_string(), "2019-12-09");
    assert_eq!(entry.event.actors.len(), 1, "the fuller cast");
    assert_eq!(entry.joins.len(), 2);
    assert!(entry.joins.iter().all(|join| join.weight >= timeline::ENOUGH));
    assert!(matches!(&entry.conflicts[..], [Conflict::Dates(dates)] if dates.len() == 3));
}

#[test]
fn a_toll_that_only_another_source_gives_is_taken() {
    let texts = [
        ("a.txt", "Gunmen attacked a party in Ciudad Juárez, Chihuahua, on 31 January 2010."),
        ("b.txt", "Gunmen killed 16 people at a party in Ciudad Juárez in January 2010."),
    ];
    let timeline = merged(&pipeline(), &texts);
    let [entry] = &timeline.entries[..] else { panic!("{:?}", shape(&timeline)) };
    assert_eq!(entry.event.when.to_string(), "2010-01-31");
    assert_eq!(entry.event.fatalities().map(|toll| toll.best), Some(16.0));
}

#[test]
fn one_document_counts_once_and_an_edited_copy_not_at_all() {
    let wire = "Soldiers arrested Ismael Zambada in El Paso on 25 July 2024 after a short flight \
                from Culiacán, officials of two governments confirmed";
    let twice = format!("{wire}.\n\nThe DEA arrested Ismael Zambada in July 2024.");
    let edited = format!("{wire} late.");
    let texts = [("a.txt", &*twice), ("b.txt", &*edited)];
    let timeline = merged(&pipeline(), &texts);
    let entry = timeline.entries.iter().find(|e| e.sources.len() == 3).expect("all in one");
    assert_eq!(entry.independent, 1);
}

#[test]
fn the_sharper_term_wins() {
    let texts = [
        ("a.txt", "Felipe Calderón has been president since 2006."),
        ("b.txt", "Felipe Calderón was president from 2006 to 2012."),
        ("c.txt", "Felipe Calderón was president from December 2006 to November 2012."),
    ];
    let timeline = merged(&pipeline(), &texts);
    let [entry] = &timeline.entries[..] else { panic!("{:?}", shape(&timeline)) };
    assert_eq!(entry.event.when.to_string(), "2006-12/2012-11");
}

#[test]
fn tolls_are_listed_from_lowest_to_highest() {
    let texts = [
        ("a.txt", "Gunmen killed 15 people in Ciudad Juárez on 31 January 2010."),
        ("b.txt", "On 31 January 2010 gunmen killed 16 people at a party in Ciudad Juárez."),
    ];
    let timeline = merged(&pipeline(), &texts);
    let [entry] = &timeline.entries[..] else { panic!("{:?}", shape(&timeline)) };
    let toll = entry.event.fatalities().expect("both give one");
    assert_eq!((toll.low, toll.high), (15.0, Some(16.0)));
    assert!(matches!(&entry.conflicts[..], [Conflict::Figures(tolls)] if tolls.len() == 2));
}

#[test]
fn what_another_document_names_has_no_words_in_the_first() {
    let texts = [
        (
            "a.txt",
            "On 5 January 2023 soldiers arrested Ovidio Guzmán López and Néstor Isidro Pérez Salas.",
        ),
        ("b.txt", "On 5 January 2023 Ovidio Guzmán López was arrested in Culiacán."),
    ];
    let timeline = merged(&pipeline(), &texts);
    assert_eq!(timeline.entries.len(), 1, "{:?}", shape(&timeline));
    let event = &timeline.entries[0].event;
    assert_eq!(&**event.places[0].referent.name(), "Culiacán");
    assert!(event.places[0].span.is_empty());
    assert!(event.targets.iter().all(|target| !target.span.is_empty()));
}
