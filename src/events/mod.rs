//! Triggers, arguments and factuality → [`Event`]s.
//!
//! Enters: a document with its tokens, sentences, mentions and dates. Leaves: dated events in text
//! order. Reads `rules/events` and `rules/cues`. Joining the events of several documents is left
//! to `timeline`.
//!
//! A date asks for a happening, not the other way round: in reports nearly every date in a sentence
//! dates one thing, and the words around it tell which. A sentence becomes a row of items
//! (`scene`, `items`), the row falls into clauses (`segmenter`, `lookahead`), each date (`datable`)
//! finds the trigger that it governs (`govern`, `nouns`) and others may share it (`sharing`), and the
//! trigger's clause gives the participants (`arguments`), the factuality and the figures. Sentences
//! without a date take one only from the happening that they go on telling (`context`).

mod anaphora;
mod arguments;
mod attribution;
mod changes;
mod claims;
mod clauses;
mod context;
mod countries;
mod counts;
mod cue;
mod datable;
mod dateline;
mod draft;
mod factuality;
mod figures;
mod frames;
mod govern;
mod grounds;
mod heads;
mod helping;
mod inflect;
mod inherit;
mod items;
mod kinds;
mod lexicon;
mod lives;
mod localities;
mod lookahead;
mod measured;
mod nouns;
mod offices;
mod protagonist;
mod reading;
mod salience;
mod scene;
mod segmenter;
mod senses;
mod series;
mod sharing;
mod strangers;
mod stretch;
mod tolls;
mod victims;

use self::arguments::{Attachments, Cast, Caster};
use self::clauses::Clauses;
use self::context::Context;
use self::govern::Draft;
use self::lexicon::Lexicon;
use self::scene::Scene;
use self::stretch::Stretch;
use crate::error::Result;
use crate::model::{
    Argument, Attribution, Basis, Day, Document, Doubt, Doubts, Event, EventType, Factuality,
    Language, Mention, Referent, Sentence, Span, Timex,
};
use crate::tables::Tables;
use crate::threads::beside;
use crate::tokens::{Gap, PhrasesBuilder, Tokens, Vocabulary};

/// The event rules, ready to extract from documents.
#[derive(Clone, Debug)]
pub struct EventExtractor {
    lexicons: Vec<Lexicon>,
}

/// The written forms of all triggers, the greater part of an [`EventExtractor`]: they need nothing of
/// the other stages, and can be made beside them.
#[derive(Clone, Debug)]
pub struct Paradigms(Vec<lexicon::Paradigms>);

impl Paradigms {
    /// The forms of the rows of `tables`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/events` cannot be used.
    pub fn new(tables: &Tables) -> Result<Paradigms> {
        let of = |language| lexicon::Paradigms::new(language, tables);
        Ok(Paradigms(Language::ALL.into_iter().map(of).collect::<Result<_>>()?))
    }
}

impl EventExtractor {
    /// The rules of `tables`; their words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/events` or `rules/cues` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<EventExtractor> {
        EventExtractor::with_paradigms(Paradigms::new(tables)?, tables, vocabulary)
    }

    /// The same, with the forms made of `tables` before.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/cues` or `rules/senses` cannot be used.
    pub fn with_paradigms(
        paradigms: Paradigms,
        tables: &Tables,
        vocabulary: &mut Vocabulary,
    ) -> Result<EventExtractor> {
        let Paradigms(mut all) = paradigms;
        let forms: Vec<_> = all.iter_mut().map(|of| of.numbered(vocabulary)).collect();
        let sort = || forms.iter().map(PhrasesBuilder::build).collect::<Vec<_>>();
        let (forms, lexicons) = beside(sort, || {
            let lexicon = |paradigms| Lexicon::new(paradigms, tables, vocabulary);
            all.into_iter().map(lexicon).collect::<Result<Vec<_>>>()
        });
        let mut lexicons = lexicons?;
        lexicons.iter_mut().zip(forms).for_each(|(lexicon, forms)| lexicon.set_forms(forms));
        Ok(EventExtractor { lexicons })
    }

    /// The dated events of `document`, by sentence and trigger.
    pub fn extract(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &[Mention],
        dates: &[Timex],
    ) -> Vec<Event> {
        let language = document.language();
        let Some(lexicon) = self.lexicons.iter().find(|lexicon| lexicon.language == language)
        else {
            return Vec::new();
        };
        let published = document.metadata().published.and_then(|edtf| edtf.days().latest);
        let context = Context::default();
        let mut reader =
            Reader { document, tokens, lexicon, published, protagonist: None, home: None, context };
        let mut events = Vec::new();
        for stretch in Stretch::all(sentences, tokens, mentions, dates) {
            reader.read(&stretch, mentions, dates, &mut events);
        }
        events
    }
}

/// Reads the sentences of a document in order.
struct Reader<'a> {
    document: &'a Document,
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    published: Option<Day>,
    /// Whom the entries of a chronology tell of, once there was an entry.
    protagonist: Option<Option<&'a Referent>>,
    /// The country that the text is about, once that was asked.
    home: Option<Option<&'a Referent>>,
    context: Context,
}

impl<'a> Reader<'a> {
    fn read(
        &mut self,
        stretch: &Stretch,
        mentions: &'a [Mention],
        dates: &[Timex],
        events: &mut Vec<Event>,
    ) {
        let first = self.tokens.get(stretch.tokens.start);
        self.context.enter(first.map_or(Gap::Paragraph, |token| token.gap));
        let (document, lexicon) = (self.document, self.lexicon);
        let named = &mentions[stretch.mentions.clone()];
        let is_dated = dates[stretch.dates.clone()].iter().any(datable::may_date);
        if self.context.last.is_none() && !is_dated && !context::tells_of_person(named) {
            // Nothing happens here for a chronology, and most sentences of most reports are so.
            self.context.read_bodies(named);
            return;
        }
        let mut scene = Scene::new(document, lexicon, self.tokens, stretch, mentions, dates);
        if !is_dated && !inherit::may(&scene, &self.context) {
            anaphora::resolve(&mut scene, &self.context);
            self.context.read(&scene, &[]);
            return;
        }
        if context::is_headed_by_date(&scene) {
            let begins = || protagonist::protagonist(mentions, stretch.sentence.span.start);
            if let Some(person) = self.protagonist.get_or_insert_with(begins) {
                self.context.turn_to(person);
            }
        }
        let clauses = Clauses::new(&scene);
        let mut drafts = govern::drafts(&scene, &clauses);
        let mut basis = None;
        if drafts.is_empty() {
            drafts.extend(inherit::draft(&scene, &clauses, &self.context));
            basis = Some(Basis::Inherited);
        }
        anaphora::resolve(&mut scene, &self.context);
        let first_told = events.len();
        if !drafts.is_empty() {
            let attachments = Attachments::new(&scene, &clauses);
            let home = self.home(stretch, mentions, &drafts);
            let caster = Caster {
                scene: &scene,
                clauses: &clauses,
                attachments: &attachments,
                context: &self.context,
                drafts: &drafts,
                home,
            };
            events.extend(drafts.iter().map(|draft| self.event(&caster, draft, basis)));
            events[first_told..].iter().for_each(|event| self.context.keep(event));
        }
        if let Some(last) = drafts.last() {
            self.context.last = Some((last.kind, last.date));
        }
        self.context.read(&scene, &events[first_told..]);
    }

    /// The country that the text is about where a sentence counts something in no other one.
    fn home(
        &mut self,
        stretch: &Stretch,
        mentions: &'a [Mention],
        drafts: &[Draft],
    ) -> Option<&'a Referent> {
        if !drafts.iter().any(|draft| draft.kind == EventType::Trend) {
            return None;
        }
        let home = self.home.get_or_insert_with(|| countries::home(mentions)).as_ref()?;
        let tokens = &self.tokens[stretch.tokens.clone()];
        let here = &mentions[stretch.mentions.clone()];
        countries::is_at(home, tokens, here, self.lexicon).then_some(home)
    }

    fn event(&self, caster: &Caster<'_, '_>, draft: &Draft, basis: Option<Basis>) -> Event {
        let (scene, clauses, rows) = (caster.scene, caster.clauses, caster.drafts.len());
        let timex = &scene.dates[draft.date];
        let (when, days) = draft.when(scene, clauses);
        let Cast { actors, targets, places, doubts: of_cast } = caster.cast(draft);
        let (factuality, _) = factuality::factuality(scene, clauses, draft, self.published);
        let mut doubts = draft.doubts;
        doubts.add_all(of_cast);
        if factuality != Factuality::Asserted {
            doubts.add(Doubt::NotAsserted);
        }
        if timex.basis == Basis::Relative {
            doubts.add(Doubt::RelativeDate);
        }
        // Who announces what they will do themselves does not say it of another, and whom something befell
        // is not who goes on speaking.
        let own = |said: &Attribution| {
            let same = |a: &Argument| said.referent.as_ref().is_some_and(|r| r.same(&a.referent));
            factuality == Factuality::Planned && actors.iter().any(same)
                || said.inferred && targets.iter().any(same)
        };
        let attribution =
            attribution::attribution(caster, draft).filter(|said| !own(said)).map(Box::new);
        let clause = self.clause_span(scene, clauses, draft, rows);
        let figures = self.figures(caster, draft, clause, &targets, factuality);
        Event {
            sentence: scene.sentence.span,
            trigger: scene.items[draft.trigger].span,
            kind: kinds::of(scene, clauses, draft, &self.context, &actors, &targets),
            when,
            days,
            date: timex.span,
            basis: basis.unwrap_or(timex.basis),
            factuality,
            attribution,
            actors,
            targets,
            places,
            figures,
            clause,
            confidence: confidence(doubts),
            doubts,
        }
    }

    /// The stretch of the sentence for a headline: the whole of it where it tells one thing, else
    /// the trigger's clause with the clause that it needs for its subject.
    fn clause_span(
        &self,
        scene: &Scene<'_>,
        clauses: &Clauses,
        draft: &Draft,
        rows: usize,
    ) -> Span {
        let whole = scene.sentence.span;
        if rows == 1 && whole.len() < 240 {
            return whole;
        }
        let mut items = clauses.items(draft.clause).filter(|i| {
            !scene.mark(*i, ",") && !scene.items[*i].has(cue::COORDINATOR) || *i > draft.trigger
        });
        let first = items.next().unwrap_or(draft.trigger);
        let last = clauses.items(draft.clause).last().unwrap_or(draft.trigger);
        let end = scene.items[last.max(draft.trigger)].span.end;
        Span::new(scene.items[first.min(draft.trigger)].span.start, end)
    }
}

/// What each doubt leaves of the confidence.
fn confidence(doubts: Doubts) -> f32 {
    let left = |doubt: Doubt| match doubt {
        Doubt::InheritedDate => 0.6,
        Doubt::DateInOtherClause => 0.75,
        Doubt::NoListedTrigger => 0.7,
        Doubt::SharedDate => 0.85,
        Doubt::InferredParticipant => 0.85,
        Doubt::NotAsserted => 0.95,
        Doubt::RelativeDate => 0.97,
        _ => 0.9,
    };
    doubts.iter().fold(0.95, |all, doubt| all * left(doubt))
}
