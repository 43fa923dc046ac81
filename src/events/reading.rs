//! Which of its readings a form has here: noun or verb, by the words around it.

use super::cue;
use super::inflect::Tense;
use super::lexicon::Form;
use super::scene::{Item, Scene, Use};
use crate::model::{EventType, Language};
use crate::tokens::{Shape, Token, Tokens};

impl Scene<'_> {
    /// The longest trigger that begins at token `at`, in the form that the words around it ask for, and
    /// its last token; `next` gives the token that may follow another.
    pub(super) fn longest_trigger(
        &self,
        tokens: &Tokens,
        at: usize,
        next: impl Fn(usize) -> Option<usize>,
    ) -> Option<(Use, usize)> {
        let mut longest = None;
        let (token, text) = (tokens[at], self.document.text());
        // Accents tell “hacía” from “hacia”; only capitals go without them, and “DE” is no “dé”.
        let shouted = token.shape == Shape::Upper && self.lexicon.cues(token.word) == 0;
        self.lexicon.forms.find_at(tokens, at, &next, |end, forms| {
            let words = tokens.span(at, end).of(text);
            let following = next(end).map(|behind| tokens[behind]);
            let fits = |form: &&Form| shouted || self.lexicon.is_spelled(form, words, end + 1 - at);
            let mut exact = forms.iter().filter(fits);
            let form = match (exact.next(), exact.next()) {
                (None, _) => return,
                (Some(only), None) => only,
                _ => {
                    let exact: Vec<_> = forms.iter().filter(fits).collect();
                    self.likelier(&exact, token, following)
                }
            };
            if self.is_misread_noun(form, token, following)
                || self.is_part_of_name(form, token)
                || end > at && self.is_of_date(tokens, end)
            {
                return;
            }
            // “dijo que”: the conjunction stays a word of its own, which opens a clause.
            let joins = end > at && self.lexicon.cues(tokens[end].word) & cue::COMPLEMENT != 0;
            let used = Use::new(self.lexicon, form.trigger, form.tense);
            longest = Some((used, end - usize::from(joins)));
        });
        longest
    }

    /// Whether what could be a verb in the present is a noun here, though no table has it as one:
    /// “a tunnel”, “outside the police station”. `next` is the word behind it.
    pub(super) fn is_misread_noun(&self, form: &Form, token: Token, next: Option<Token>) -> bool {
        if !matches!(form.tense, Tense::Present | Tense::Infinitive) {
            return false;
        }
        let before = self.items.last();
        let text = self.document.text();
        let behind_article = before.is_some_and(|item| {
            let article = |item: &Item| item.has(cue::DETERMINER) && !item.has(cue::CLITIC);
            // “the Cancún jail”, but “the Mexican navy arrests a man”
            let object = next.is_none() || self.cues_of(next) & cue::DETERMINER != 0;
            let verb = self.lexicon.spelled(form).ends_with('s') && object;
            let named = item.mention.is_some()
                && !verb
                && self.lexicon.language == Language::English
                && self.items.len() >= 2
                && article(&self.items[self.items.len() - 2]);
            article(item) || named || matches!(item.span.of(text), "’s" | "'s")
        });
        behind_article || self.stands_for_noun(form, token, self.cues_of(next))
    }

    fn cues_of(&self, word: Option<Token>) -> cue::Cues {
        word.map_or(0, |token| self.lexicon.cues(token.word))
    }

    /// Whether an English form of the present stands where only a noun can: behind a preposition,
    /// behind a verb of the same clause, or behind a noun that does not agree with it.
    fn stands_for_noun(&self, form: &Form, token: Token, next: cue::Cues) -> bool {
        let known = self.lexicon.language == Language::English
            && form.tense == Tense::Present
            && !self.lexicon.spelled(form).contains(' ');
        if !known {
            return false;
        }
        let singular = self.lexicon.spelled(form).ends_with('s');
        if token.shape.is_capitalized() {
            // “May 2012: Top commander killed”, “its annual Report on …”
            let headed =
                next & (cue::PREPOSITION & !cue::PREP_TO) != 0 && next & cue::PARTICLE == 0;
            return if self.begins_line() { !singular || headed } else { !self.is_title() };
        }
        let Some(before) = self.items.last() else { return false };
        let helps = cue::INFINITIVE | cue::MODAL | cue::FUTURE | cue::DO;
        let mut helped = self.items.iter().rev().take(4).take_while(|item| {
            item.has(helps | cue::ADVERB | cue::NEGATION | cue::PERSON_PRONOUN | cue::CLITIC)
        });
        if helped.any(|item| item.has(helps)) {
            return false;
        }
        let prepositions = cue::PREPOSITION & !(cue::TEMPORAL | cue::ATTRIBUTION);
        // “In May, clashes between the two …”
        let between = next & cue::PREP_BETWEEN != 0 && before.mention.is_none();
        between
            || before.has(prepositions | cue::POSSESSIVE)
            || self.is_told_already()
            || next & (cue::PREP_OF | cue::BE) != 0 && before.mention.is_none()
            || self.disagrees(singular)
    }

    /// Whether the next item is the first of the sentence, or of what a date or mark heads.
    fn begins_line(&self) -> bool {
        self.items.iter().all(|item| item.shape == Shape::Mark || item.date.is_some())
    }

    /// Whether the sentence is a headline In Capitals so far.
    fn is_title(&self) -> bool {
        let near = self.items.iter().rev().take(12);
        near.into_iter().all(|item| item.shape != Shape::Lower || item.cues != 0)
    }

    /// Whether the clause has its verb already, and not one of saying, behind which another may
    /// follow without “that”.
    fn is_told_already(&self) -> bool {
        let ends = cue::COORDINATOR
            | cue::RELATIVE
            | cue::RELATIVE_TIME
            | cue::COMPLEMENT
            | cue::SUBORDINATOR
            | cue::CONDITION
            | cue::TEMPORAL;
        let clause = (0..self.items.len()).rev().take(16).take_while(|i| {
            let item = &self.items[*i];
            item.shape != Shape::Mark && !(item.has(ends) && item.mention.is_none())
        });
        let verb =
            clause.into_iter().find(|i| self.is_finite(*i) && !self.items[*i].looks_like_verb);
        verb.is_some_and(|i| self.kind(i) != Some(EventType::Statement))
    }

    /// Whether the noun phrase before a verb of one number has the other: “the police station”.
    fn disagrees(&self, singular: bool) -> bool {
        let last = self.items.len() - 1;
        if !self.is_plain(last) || self.items[last].shape != Shape::Lower || self.is_noun(last) {
            return false;
        }
        let joins = cue::DETERMINER | cue::PREPOSITION | cue::COORDINATOR;
        let phrase =
            (0..last).rev().take(4).take_while(|i| self.is_plain(*i) || self.items[*i].has(joins));
        let headed = phrase
            .into_iter()
            .any(|i| self.items[i].has(cue::DETERMINER | cue::PREPOSITION | cue::POSSESSIVE));
        let word = self.items[last].span.of(self.document.text());
        let plural =
            self.items[last].has(cue::PLURAL) || word.ends_with('s') && !word.ends_with("ss");
        if self.items[last].has(cue::PLURAL) && singular {
            // “police stations” may well be one noun.
            return headed;
        }
        headed && plural == singular
    }

    /// A Spanish noun with a capital within a sentence is a name: the newspaper “Reforma”.
    pub(super) fn is_part_of_name(&self, form: &Form, token: Token) -> bool {
        self.lexicon.language == Language::Spanish
            && form.tense == Tense::Noun
            && token.shape == Shape::Capital
            && !self.lexicon.spelled(form).contains(' ')
            && self.items.iter().any(|item| item.shape != Shape::Mark && item.date.is_none())
    }

    /// Of forms with the same spelling the one that the words before ask for: a noun behind a
    /// determiner, preposition, number or adjective, a verb elsewhere.
    pub(super) fn likelier<'f>(
        &self,
        forms: &[&'f Form],
        token: Token,
        next: Option<Token>,
    ) -> &'f Form {
        let noun = forms.iter().find(|form| form.tense == Tense::Noun);
        let verb = forms.iter().find(|form| form.tense != Tense::Noun);
        match (noun, verb) {
            (Some(noun), Some(verb)) => {
                // “the hurricane hit the coast”
                let past = matches!(verb.tense, Tense::PastOrParticiple | Tense::Past);
                let before = cue::DETERMINER | cue::POSSESSIVE | cue::PREPOSITION;
                let object = self.cues_of(next) & cue::DETERMINER != 0
                    && self.items.last().is_some_and(|item| !item.has(before));
                if past && object && self.lexicon.language == Language::English {
                    return verb;
                }
                // “is charged with killing X”
                if verb.tense == Tense::Gerund && self.takes_next(next) {
                    return verb;
                }
                // “Detenidos en mayo, X y Y …”: a Spanish noun has its article.
                let opens = self.items.is_empty() && verb.tense == Tense::Participle;
                if opens && self.lexicon.language == Language::Spanish {
                    return verb;
                }
                let is_noun = self.expects_noun(token)
                    || self.stands_for_noun(verb, token, self.cues_of(next));
                if is_noun { noun } else { verb }
            }
            // “put”, “cut”, “let”: reports tell what was.
            _ => {
                forms.iter().find(|form| form.tense != Tense::Present).copied().unwrap_or(forms[0])
            }
        }
    }

    /// Whether what can only be its object stands behind an English form in “-ing”, itself behind a
    /// preposition.
    fn takes_next(&self, next: Option<Token>) -> bool {
        let before = self.items.last().is_some_and(|item| {
            item.has(cue::PREP_WITH | cue::PREP_OF | cue::PREP_FOR | cue::PREP_BY)
                || item.tells(cue::ACCUSES)
        });
        // Before a name there is no next word.
        let object = next.is_none_or(|next| {
            next.shape.is_capitalized() || self.lexicon.cues(next.word) & cue::DETERMINER != 0
        });
        self.lexicon.language == Language::English && before && object
    }

    fn expects_noun(&self, token: Token) -> bool {
        if token.shape.is_capitalized() {
            return self.items.is_empty();
        }
        let Some(before) = self.items.last() else { return false };
        if before.has(cue::INFINITIVE) || before.has(cue::CLITIC) && !before.has(cue::DEFINITE) {
            return false;
        }
        if before.has(cue::DETERMINER | cue::POSSESSIVE | cue::PREPOSITION) {
            return true;
        }
        let text = self.document.text();
        let possessive = matches!(before.span.of(text), "’s" | "'s" | "’" | "'");
        // An adjective or noun before it: look one further back for a determiner.
        let adjective = before.shape == Shape::Lower
            && self.is_plain(self.items.len() - 1)
            && self
                .items
                .iter()
                .rev()
                .take(3)
                .any(|item| item.has(cue::DETERMINER | cue::PREPOSITION));
        let modified = before.mention.is_some() && self.lexicon.language == Language::English;
        let number = before.shape == Shape::Number || before.date.is_some();
        let end_of_name = modified && self.mention_is_modifier();
        possessive || adjective || number || end_of_name
    }

    /// Whether “the” or a preposition stands before the last item, a naming: “a DEA raid”.
    fn mention_is_modifier(&self) -> bool {
        let before = self.items.len().checked_sub(2).map(|i| &self.items[i]);
        before.is_some_and(|item| {
            let text = item.span.of(self.document.text());
            item.has(cue::DETERMINER)
                && (text.eq_ignore_ascii_case("a") || text.eq_ignore_ascii_case("an"))
        })
    }

    /// Whether a word that no table has ends as verbs do.
    pub(super) fn ends_like_verb(&self, token: Token) -> bool {
        let text = token.span().of(self.document.text());
        token.shape == Shape::Lower && ends_in(text, &self.lexicon.verb_endings)
    }

    /// Whether the item is a participle, or a word that no table has and that ends as they do.
    pub(super) fn looks_like_participle(&self, i: usize) -> bool {
        let item = &self.items[i];
        let listed = matches!(self.tense(i), Some(Tense::Participle | Tense::PastOrParticiple));
        let text = item.span.of(self.document.text());
        let unlisted = item.shape == Shape::Lower
            && item.mention.is_none()
            && item.trigger.is_none()
            && ends_in(text, &self.lexicon.participle_endings);
        listed || unlisted
    }
}

/// Whether `text` is longer than one of `endings` by three letters or more, and ends so.
fn ends_in(text: &str, endings: &[Box<str>]) -> bool {
    endings.iter().any(|end| text.len() > end.len() + 2 && text.ends_with(&**end))
}
