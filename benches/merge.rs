//! Time and memory of merging, from ten thousand to a million rows; `cargo bench --bench merge`
//! takes the numbers of rows as its arguments, too.
//!
//! The sources are made up: happenings of a long reporting on the dictionary's persons and places,
//! some told of much more often than others, a third of them by several documents in other words,
//! at another precision, or word for word.

use std::sync::Arc;
use std::time::Instant;

use cronica::mentions::Gazetteer;
use cronica::timeline::{merge, sources};
use cronica::tokens::Vocabulary;
use cronica::{
    Argument, Basis, Day, Document, Doubts, Edtf, EdtfDate, Entity, EntityKind, Event, EventType,
    Factuality, Mention, Metadata, Referent, Source, Span, Tables, Via,
};

/// Events of a document.
const EVENTS: usize = 10;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    let tables = Tables::embedded();
    let gazetteer = Gazetteer::new(&tables, &mut Vocabulary::default()).expect("it is built in");
    println!(
        "{:>9} {:>9} {:>8} {:>12} {:>8}",
        "rows", "entries", "seconds", "rows/second", "peak MB"
    );
    for size in sizes {
        let sources = World::new(&gazetteer).tell(size);
        let begun = Instant::now();
        let timeline = merge(sources);
        let seconds = begun.elapsed().as_secs_f64();
        let (entries, speed) = (timeline.entries.len(), size as f64 / seconds);
        println!("{size:>9} {entries:>9} {seconds:>8.2} {speed:>12.0} {:>8}", peak());
    }
}

/// The most memory that the process has had, in megabytes, the made-up sources included; 0 where
/// the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Persons and places, and a generator of numbers with a fixed start.
struct World {
    persons: Vec<Arc<Entity>>,
    places: Vec<Arc<Entity>>,
    state: u64,
}

/// A happening before it is told.
#[derive(Clone, Copy)]
struct Happening {
    kind: EventType,
    actor: Option<usize>,
    target: usize,
    place: usize,
    day: i32,
}

/// The first of January 1985, counted from the year 1.
const FIRST: i32 = 724_642;

/// Types with the verb that tells of them.
const KINDS: [(EventType, &str); 6] = [
    (EventType::Arrest, "arrested"),
    (EventType::Statement, "accused"),
    (EventType::Killing, "killed"),
    (EventType::Meeting, "met"),
    (EventType::Conviction, "sentenced"),
    (EventType::Extradition, "extradited"),
];

/// What reporters put between the facts.
const PADDING: [&str; 8] = [
    "as officials confirmed on the record",
    "while neighbours watched from rooftops",
    "according to three people briefed on the case",
    "after months of patient surveillance",
    "in what analysts called a turning point",
    "amid doubts about the evidence presented",
    "hours before the agreement would expire",
    "without a single shot being heard nearby",
];

impl World {
    fn new(gazetteer: &Gazetteer) -> World {
        let of = |kind| {
            let entities = gazetteer.entities();
            entities.filter(|entity| entity.kind == kind).cloned().collect()
        };
        World { persons: of(EntityKind::Person), places: of(EntityKind::Place), state: 2026 }
    }

    /// A number below `limit` (xorshift).
    fn number(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % limit
    }

    /// A number below `limit`, small ones more often.
    fn skewed(&mut self, limit: usize) -> usize {
        let below = self.number(limit) + 1;
        self.number(below)
    }

    fn happening(&mut self) -> Happening {
        let (persons, places) = (self.persons.len(), self.places.len());
        Happening {
            kind: KINDS[self.number(KINDS.len())].0,
            actor: (self.number(3) == 0).then(|| self.skewed(persons)),
            target: self.skewed(persons),
            place: self.skewed(places),
            day: self.number(14_000) as i32,
        }
    }

    /// `count` sources in documents of [`EVENTS`] events each.
    fn tell(&mut self, count: usize) -> Vec<Source> {
        let mut told: Vec<Happening> = Vec::new();
        let mut all = Vec::with_capacity(count);
        while all.len() < count {
            let (mut text, mut mentions, mut events) = (String::new(), Vec::new(), Vec::new());
            for _ in 0..EVENTS.min(count - all.len()) {
                let happening = match self.number(3) {
                    0 if !told.is_empty() => told[self.number(told.len())],
                    _ => self.happening(),
                };
                told.push(happening);
                events.push(self.sentence(happening, &mut text, &mut mentions));
            }
            let id = format!("reports/{:07}.txt", all.len() / EVENTS);
            let document = Arc::new(Document::new(id, text, Metadata::default()));
            all.extend(sources(&document, &mentions, events));
        }
        all
    }

    /// Appends a sentence on `happening`.
    fn sentence(
        &mut self,
        happening: Happening,
        text: &mut String,
        mentions: &mut Vec<Mention>,
    ) -> Event {
        let start = text.len();
        let mut name = |text: &mut String, entity: &Arc<Entity>| {
            let span = Span::new(text.len(), text.len() + entity.name.len());
            text.push_str(&entity.name);
            let referent = Referent::Known(entity.clone());
            let mention = Mention {
                span,
                referent: referent.clone(),
                via: Via::Name,
                confidence: 1.0,
                rivals: Vec::new(),
                explanation: None,
            };
            mentions.push(mention);
            Argument { referent, span, inferred: false }
        };
        let (_, verb) = KINDS.iter().find(|(kind, _)| *kind == happening.kind).expect("a kind");
        let actors: Vec<Argument> =
            happening.actor.map(|actor| name(text, &self.persons[actor])).into_iter().collect();
        text.push(' ');
        let trigger = Span::new(text.len(), text.len() + verb.len());
        text.push_str(verb);
        text.push(' ');
        let targets = vec![name(text, &self.persons[happening.target])];
        text.push_str(" in ");
        let places = vec![name(text, &self.places[happening.place])];
        let when = self.when(happening.day);
        text.push_str(" on ");
        let date = Span::new(text.len(), text.len() + when.to_string().len());
        text.push_str(&when.to_string());
        text.push(' ');
        text.push_str(PADDING[self.number(PADDING.len())]);
        text.push_str(".\n");
        let sentence = Span::new(start, text.len() - 1);
        Event {
            sentence,
            trigger,
            kind: happening.kind,
            when,
            days: when.days(),
            date,
            basis: Basis::Explicit,
            factuality: Factuality::Asserted,
            actors,
            targets,
            places,
            attribution: None,
            figures: Vec::new(),
            clause: sentence,
            confidence: 0.9,
            doubts: Doubts::default(),
        }
    }

    /// The day, for one source in five only its month, for one in ten only its year.
    fn when(&mut self, day: i32) -> Edtf {
        let day = Day::from_num_days_from_ce_opt(FIRST + day).expect("a day");
        let text = day.to_string();
        match self.number(10) {
            0 => text[..4].parse().expect("a year"),
            1 | 2 => text[..7].parse().expect("a month"),
            _ => Edtf::from(EdtfDate::day(day)),
        }
    }
}
