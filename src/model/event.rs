use std::fmt;
use std::str::FromStr;

use super::{Basis, DayRange, Document, Edtf, Referent, Span};

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in rules, options and exports.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(name: &str) -> Result<$name, String> {
                $name::ALL.iter().copied().find(|value| value.name() == name).ok_or_else(|| {
                    let known: Vec<_> = $name::ALL.iter().map(|value| value.name()).collect();
                    format!("`{name}` is not known; use one of {}", known.join(", "))
                })
            }
        }
    };
}

vocabulary! {
    /// What kind of happening an event is.
    EventType {
        /// Murder, assassination, massacre, execution, death by violence.
        Killing = "killing",
        /// Armed attack, strike, bombing, ambush, clash, shooting.
        Attack = "attack",
        /// Kidnapping, disappearance, hostage taking.
        Abduction = "abduction",
        /// Arrest, capture, detention, surrender.
        Arrest = "arrest",
        /// Release, escape.
        Release = "release",
        /// Operation, search, sweep.
        Raid = "raid",
        /// Drugs, arms, money or goods seized; a laboratory destroyed.
        Seizure = "seizure",
        /// Indictment, charges, formal accusation, warrant.
        Charge = "charge",
        /// Trial, plea, testimony, hearing.
        Trial = "trial",
        /// Verdict, sentence.
        Conviction = "conviction",
        /// Extradition, transfer or deportation of a named person or group.
        Extradition = "extradition",
        /// Listing as terrorist, sanctions, expulsion.
        Designation = "designation",
        /// Executive order, decree, directive.
        Order = "order",
        /// Bill, law or amendment proposed, passed, struck down.
        Law = "law",
        /// Treaty, pact, initiative or framework signed or launched.
        Agreement = "agreement",
        /// Money, equipment or training given.
        Aid = "aid",
        /// Reward offered, raised, paid.
        Reward = "reward",
        /// Troops, ships, police or guard sent, created or withdrawn.
        Deployment = "deployment",
        /// Talks, visit, summit, call.
        Meeting = "meeting",
        /// Announcement, accusation, denial, demand, press conference.
        Statement = "statement",
        /// Election, inauguration, term, appointment, resignation, dismissal.
        Office = "office",
        /// A strategy, unit or cooperation begun, changed, suspended, ended.
        Policy = "policy",
        /// Hack, leak, disclosure of secrets.
        Leak = "leak",
        /// Article, survey, study, finding published.
        Report = "report",
        /// March, blockade, strike of workers.
        Protest = "protest",
        /// Crossings, mass deportation or detention of migrants.
        Migration = "migration",
        /// A counted change over a period.
        Trend = "trend",
        /// Any other dated happening.
        Other = "other",
    }
}

vocabulary! {
    /// Whether an event happened, by the words of the text.
    Factuality {
        /// The text says that it happened.
        Asserted = "asserted",
        /// Someone with a stake, or nobody named, says so.
        Alleged = "alleged",
        /// Set for the future, announced, ordered and not done.
        Planned = "planned",
        /// It could, would, or if.
        Hypothetical = "hypothetical",
        /// It did not happen, or was refused.
        Denied = "denied",
    }
}

/// Who or what takes part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Whom or what.
    pub referent: Referent,
    /// The words that say so: the mention, a pronoun or a common noun.
    pub span: Span,
    /// Whether the words are no naming (“he”, “the capo”) and the referent was inferred.
    pub inferred: bool,
}

/// Who says that an event happened: someone with a name, or the words for someone who has none (“a
/// witness”, “press reports”).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Whom or what the words name; `None` where they only describe.
    pub referent: Option<Referent>,
    /// The words.
    pub span: Span,
    /// Whether the words are no naming (“he”, “the capo”) and the referent was inferred.
    pub inferred: bool,
}

impl From<Argument> for Attribution {
    fn from(Argument { referent, span, inferred }: Argument) -> Attribution {
        Attribution { referent: Some(referent), span, inferred }
    }
}

impl Attribution {
    /// The canonical name of whom the words name, or the words themselves in `document`, where they
    /// stand.
    pub fn name<'a>(&'a self, document: &'a Document) -> &'a str {
        self.referent.as_ref().map_or_else(|| document.slice(self.span), |named| named.name())
    }
}

/// A counted quantity of an event: dead, wounded, kilos, dollars.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted (`fatalities`, `injured`, `arrested`, `disappeared`, `troops`, `weight`,
    /// `weapons`, `money`, `reward`).
    pub quantity: Box<str>,
    /// The lowest number the words allow.
    pub low: f64,
    /// The number itself, or the best single one.
    pub best: f64,
    /// The highest number the words allow; `None` where it is open (“at least 20”).
    pub high: Option<f64>,
    /// The unit or currency (`persons`, `kg`, `USD`).
    pub unit: Box<str>,
    /// The words.
    pub span: Span,
}

impl Figure {
    /// `count` dead or more, as the words at `span` tell.
    pub(crate) fn dead(count: f64, span: Span) -> Figure {
        Figure {
            quantity: "fatalities".into(),
            low: count,
            best: count,
            high: None,
            unit: "persons".into(),
            span,
        }
    }
}

vocabulary! {
    /// Something that lowers the confidence in an event.
    Doubt {
        /// The date is of another clause of the sentence.
        DateInOtherClause = "date-in-other-clause",
        /// A participant is named by a pronoun, a common noun or not at all.
        InferredParticipant = "inferred-participant",
        /// The place is named by a common noun, or is the one that the text is about.
        InferredPlace = "inferred-place",
        /// The date is of a sentence before.
        InheritedDate = "inherited-date",
        /// No rule has the verb.
        NoListedTrigger = "no-listed-trigger",
        /// The text does not say that it happened.
        NotAsserted = "not-asserted",
        /// The date is reckoned from another.
        RelativeDate = "relative-date",
        /// The date is that of another verb of the sentence.
        SharedDate = "shared-date",
        /// Sources give dates that cannot all be right.
        ConflictingDates = "conflicting-dates",
        /// Sources give different counts.
        ConflictingFigures = "conflicting-figures",
    }
}

/// All that lowers the confidence in an event: a set, small because there are many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubts(u16);

impl Doubts {
    /// Adds one.
    pub fn add(&mut self, doubt: Doubt) {
        self.0 |= 1 << doubt as u16;
    }

    /// Adds all of `others`.
    pub fn add_all(&mut self, others: Doubts) {
        self.0 |= others.0;
    }

    /// Each once, in the order of [`Doubt::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Doubt> {
        Doubt::ALL.iter().copied().filter(move |doubt| self.0 & (1 << *doubt as u16) != 0)
    }
}

impl From<Doubt> for Doubts {
    fn from(doubt: Doubt) -> Doubts {
        let mut doubts = Doubts::default();
        doubts.add(doubt);
        doubts
    }
}

/// One happening in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The sentence.
    pub sentence: Span,
    /// The word or words that name the happening.
    pub trigger: Span,
    /// What it is.
    pub kind: EventType,
    /// When it happened.
    pub when: Edtf,
    /// The first and last day it can have happened.
    pub days: DayRange,
    /// The words that gave the date; in another sentence where `basis` is inherited.
    pub date: Span,
    /// What the date rests on.
    pub basis: Basis,
    /// Whether it happened.
    pub factuality: Factuality,
    /// Those who do it.
    pub actors: Vec<Argument>,
    /// Those who undergo it.
    pub targets: Vec<Argument>,
    /// Where it happens, most specific first.
    pub places: Vec<Argument>,
    /// Who says so, where the sentence says it; boxed, because most events have none.
    pub attribution: Option<Box<Attribution>>,
    /// Counted quantities.
    pub figures: Vec<Figure>,
    /// The best stretch of the sentence to stand for the event in a headline.
    pub clause: Span,
    /// From 0 to 1: how sure the row is.
    pub confidence: f32,
    /// What lowered the confidence.
    pub doubts: Doubts,
}

impl Event {
    /// The number of dead, where the sentence gives one for this happening.
    pub fn fatalities(&self) -> Option<&Figure> {
        self.figures.iter().find(|figure| &*figure.quantity == "fatalities")
    }
}
