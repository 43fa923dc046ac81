//! A sentence as a row of items: namings, dates, triggers, and the words between.

use super::cue;
use super::frames::Role;
use super::inflect::Tense;
use super::lexicon::{Lexicon, Strength, Trigger};
use super::senses;
use crate::model::{
    Document, EntityKind, EventType, Language, Mention, Referent, Sentence, Span, Timex,
};
use crate::tokens::Shape;

/// One or more tokens that act as one.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// The mark of punctuation that it is.
    pub(super) sign: Option<char>,
    /// Bits of [`cue`].
    pub(super) cues: cue::Cues,
    /// Bits of [`cue`] that a name or a longer trigger hides: a verb of a side, who claims.
    pub(super) hidden: cue::Cues,
    /// The number of the mention in the document's list; behind these, of the scene's anaphors.
    pub(super) mention: Option<usize>,
    /// The number of the date in the document's list.
    pub(super) date: Option<usize>,
    /// The kind of entity that the mention names.
    pub(super) kind: Option<EntityKind>,
    /// The trigger, in the form it has here.
    pub(super) trigger: Option<Use>,
    /// A verb by its ending, though no table has it.
    pub(super) looks_like_verb: bool,
    /// Bits of the classes of `rules/companions`.
    pub(super) companions: senses::Classes,
}

/// A trigger in a text, with what is asked of it at every turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    /// Its number in the lexicon.
    pub(super) number: u32,
    /// The form it has here.
    pub(super) tense: Tense,
    pub(super) kind: Option<EventType>,
    strength: Strength,
    is_noun: bool,
}

impl Use {
    /// The use of trigger `number` of `lexicon` in a form.
    pub(super) fn new(lexicon: &Lexicon, number: u32, tense: Tense) -> Use {
        let Trigger { kind, strength, is_noun, .. } = lexicon.triggers[number as usize];
        Use { number, tense, kind, strength, is_noun }
    }
}

impl Item {
    pub(super) fn has(&self, cues: cue::Cues) -> bool {
        self.cues & cues != 0
    }

    /// Whether the item has one of `cues`, be it that it is also a name or part of a trigger.
    pub(super) fn tells(&self, cues: cue::Cues) -> bool {
        (self.cues | self.hidden) & cues != 0
    }

    /// A bracket or quotation mark.
    pub(super) fn is_closing(&self) -> bool {
        matches!(self.sign, Some(',' | ')' | '”' | '“' | '"' | '»' | '«' | '’' | '('))
    }

    /// A mark of punctuation with this text.
    #[inline]
    pub(super) fn is_mark(&self, mark: &str) -> bool {
        let mut chars = mark.chars();
        self.sign.is_some() && self.sign == chars.next() && chars.next().is_none()
    }
}

/// A sentence with what was found in it.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document,
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: Sentence,
    pub(super) mentions: &'a [Mention],
    pub(super) dates: &'a [Timex],
    pub(super) items: Vec<Item>,
    /// Those whom pronouns and definite nouns mean.
    pub(super) anaphors: Vec<Vec<Referent>>,
    /// The first item behind the report's own head, “CULIACÁN, Mexico (AP) —”; 0 where it has none.
    pub(super) head: usize,
}

impl<'a> Scene<'a> {
    pub(super) fn text(&self) -> &'a str {
        self.document.text()
    }

    pub(super) fn language(&self) -> Language {
        self.lexicon.language
    }

    /// The trigger of an item, unless its words name no happening.
    pub(super) fn trigger(&self, item: usize) -> Option<&'a Trigger> {
        self.lexicon.triggers.get(self.used(item)?.number as usize)
    }

    fn used(&self, item: usize) -> Option<Use> {
        self.items.get(item)?.trigger
    }

    pub(super) fn tense(&self, item: usize) -> Option<Tense> {
        self.used(item).map(|used| used.tense)
    }

    /// The type of the trigger of an item.
    pub(super) fn kind(&self, item: usize) -> Option<EventType> {
        self.used(item)?.kind
    }

    pub(super) fn strength(&self, item: usize) -> Option<Strength> {
        self.used(item).map(|used| used.strength)
    }

    pub(super) fn is_noun(&self, item: usize) -> bool {
        self.used(item).is_some_and(|used| used.is_noun)
    }

    pub(super) fn is_strong_noun(&self, item: usize) -> bool {
        self.used(item).is_some_and(|used| used.is_noun && used.strength == Strength::Strong)
    }

    pub(super) fn is_verb(&self, item: usize) -> bool {
        self.used(item).is_some_and(|used| !used.is_noun)
    }

    /// Whether the item can be or begin the predicate of a clause.
    pub(super) fn is_finite(&self, i: usize) -> bool {
        let Some(item) = self.items.get(i) else { return false };
        if item.has(cue::HELPER) && !item.has(cue::POSSESSIVE) {
            return true;
        }
        match item.trigger {
            Some(Use { tense, is_noun, .. }) => {
                !is_noun && tense.is_finite() && !self.is_infinitive(i)
            }
            None => item.looks_like_verb || item.has(cue::MODAL | cue::FUTURE),
        }
    }

    /// Whether an English bare form stands behind “to”.
    pub(super) fn is_infinitive(&self, i: usize) -> bool {
        self.tense(i) == Some(Tense::Infinitive)
            || (i > 0 && self.items[i - 1].has(cue::INFINITIVE))
    }

    /// Whether the Spanish verb tells what “we” did: “detuvimos”.
    pub(super) fn is_first_person(&self, i: usize) -> bool {
        let verb = self.items[i].span.of(self.text()).split(' ').next();
        self.language() == Language::Spanish
            && self.tense(i) == Some(Tense::Past)
            && verb.is_some_and(|verb| verb.ends_with("mos"))
    }

    /// Whether the verb has a target that can be its subject: “was arrested”, “arrested in 2019”.
    pub(super) fn can_be_passive(&self, i: usize) -> bool {
        use EventType::{Agreement, Aid, Meeting, Other, Report, Statement};
        self.trigger(i).is_some_and(|t| {
            !t.is_complete
                && t.frame.object == Some(Role::Target)
                && t.frame.subject == Some(Role::Actor)
                && !matches!(t.kind, Some(Statement | Meeting | Agreement | Report | Other | Aid))
        })
    }

    #[inline]
    pub(super) fn mark(&self, i: usize, mark: &str) -> bool {
        self.items.get(i).is_some_and(|item| item.is_mark(mark))
    }

    /// The mention of an item that names someone by a name.
    pub(super) fn mention(&self, i: usize) -> Option<&'a Mention> {
        self.mentions.get(self.items[i].mention?)
    }

    /// Those whom an item names: more than one only for a pronoun.
    pub(super) fn meant(&self, i: usize) -> &[Referent] {
        let Some(number) = self.items[i].mention else { return &[] };
        match self.mentions.get(number) {
            Some(mention) => std::slice::from_ref(&mention.referent),
            None => &self.anaphors[number - self.mentions.len()],
        }
    }

    /// Makes the item a naming of `referents`, who are not empty.
    pub(super) fn name(&mut self, i: usize, referents: Vec<Referent>) {
        let item = &mut self.items[i];
        item.mention = Some(self.mentions.len() + self.anaphors.len());
        item.kind = referents.first().map(Referent::kind);
        item.cues &= cue::POSSESSIVE;
        self.anaphors.push(referents);
    }

    /// The kind of the entity that an item names.
    pub(super) fn entity_kind(&self, i: usize) -> Option<EntityKind> {
        self.items[i].kind
    }

    /// Whether the naming at `i` only tells whose brother, driver or rival someone is: “the brother of X”, “X's
    /// lawyer”.
    pub(super) fn is_of_kin(&self, i: usize) -> bool {
        let plain = |j: &usize| self.is_plain(*j);
        let of = (0..i).rev().find(|j| !plain(j)).filter(|j| self.items[*j].has(cue::PREP_OF));
        let owned = || {
            let behind = (i + 1..self.items.len().min(i + 5)).skip_while(|j| !plain(j));
            behind.take_while(plain).any(|j| self.items[j].has(cue::KIN))
        };
        // “el abogado de X”
        let called = |of: usize| {
            let noun = of.checked_sub(1).map(|j| &self.items[j]);
            self.language() == Language::Spanish
                && self.entity_kind(i) == Some(EntityKind::Person)
                && noun.is_some_and(|noun| noun.has(cue::PERSON_NOUN) && noun.mention.is_none())
        };
        of.is_some_and(|of| self.is_behind_kin(of) || called(of))
            || self.is_possessive(i) && owned()
    }

    /// Whether a word for a relative or helper stands before the preposition at item `of`: “hijo menor de”.
    pub(super) fn is_behind_kin(&self, of: usize) -> bool {
        let before = (of.saturating_sub(2)..of).rev().take_while(|j| self.is_plain(*j));
        before.into_iter().any(|j| self.items[j].has(cue::KIN))
    }

    /// Whether an English noun for people stands right behind the naming at `i`: “Iguala police”.
    pub(super) fn is_before_people(&self, i: usize) -> bool {
        let people = cue::SOURCE | cue::PLURAL;
        self.language() == Language::English
            && self.items.get(i + 1).is_some_and(|next| next.tells(people))
    }

    /// Whether the item is a possessor: “Zambada's”, “his” of one who is known.
    pub(super) fn is_possessive(&self, i: usize) -> bool {
        let known = |item: &Item| item.mention.is_some() && item.has(cue::POSSESSIVE);
        if self.items.get(i).is_some_and(known) {
            // “charges against her”
            return self.is_noun_ahead(i + 1);
        }
        self.items
            .get(i + 1)
            .is_some_and(|next| matches!(next.span.of(self.text()), "’s" | "'s" | "’" | "'"))
    }

    /// Whether the item is a quotation mark right before a word.
    pub(super) fn opens_quote(&self, i: usize) -> bool {
        let mark = matches!(self.items[i].sign, Some('“' | '«' | '"' | '‘' | '\''));
        let next = self.items.get(i + 1);
        mark && next.is_some_and(|next| next.span.start == self.items[i].span.end)
    }

    /// Whether the item is a measure of distance: “170 miles west of”.
    pub(super) fn is_of_distance(&self, i: usize) -> bool {
        self.items[i].companions & self.lexicon.senses.marked.distance != 0
    }

    /// Whether the item is a dash between words: a long one, or a short one with spaces.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        if self.mark(i, "—") {
            return true;
        }
        let spaced = |i: usize| {
            let gap = |a: &Item, b: &Item| a.span.end < b.span.start;
            i > 0
                && gap(&self.items[i - 1], &self.items[i])
                && self.items.get(i + 1).is_some_and(|next| gap(&self.items[i], next))
        };
        (self.mark(i, "–") || self.mark(i, "-")) && spaced(i)
    }

    /// The item and its words are plain: neither a naming, date, trigger, mark nor cue word that
    /// ends a noun phrase.
    pub(super) fn is_plain(&self, i: usize) -> bool {
        let item = &self.items[i];
        item.mention.is_none()
            && item.date.is_none()
            && item.shape != Shape::Mark
            && !self.is_verb(i)
            && !item.has(
                cue::PREPOSITION
                    | cue::HELPER
                    | cue::COORDINATOR
                    | cue::RELATIVE
                    | cue::RELATIVE_TIME
                    | cue::COMPLEMENT
                    | cue::SUBORDINATOR
                    | cue::INFINITIVE
                    | cue::MODAL
                    | cue::FUTURE,
            )
            && !item.looks_like_verb
    }
}
