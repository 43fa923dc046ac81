//! The forms and facts that rows of the gazetteers give.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::dictionary::{Form, Generated, flag};
use super::forms::{self, PersonName};
use super::marks::Marks;
use super::words::{Words, class};
use crate::model::{Entity, EntityKind, PlaceType};
use crate::tables::{EntityRow, NameRow};
use crate::tokens::{PhrasesBuilder, Shape, Tokens, Vocabulary, Word};

/// Adds the entities of the tables one by one.
pub(super) struct Builder<'a> {
    vocabulary: &'a mut Vocabulary,
    marks: &'a Marks,
    words: &'a Words,
    /// The forms of all rows added.
    pub forms: PhrasesBuilder<Form>,
    /// The tokens of the name that was read last.
    tokens: Tokens,
    /// Its words as a text's are read.
    path: Vec<Word>,
    /// The words that are numbers.
    numbers: FxHashSet<Word>,
}

impl<'a> Builder<'a> {
    /// A builder with room for so many rows.
    pub fn new(
        rows: usize,
        vocabulary: &'a mut Vocabulary,
        marks: &'a Marks,
        words: &'a Words,
    ) -> Builder<'a> {
        Builder {
            vocabulary,
            marks,
            words,
            forms: PhrasesBuilder::with_room(FORMS * rows),
            tokens: Tokens::default(),
            path: Vec::new(),
            numbers: FxHashSet::default(),
        }
    }

    /// Adds the forms of a row; the full forms made for a person go to `generated` as well.
    pub fn add(
        &mut self,
        entity: u32,
        row: &EntityRow,
        generated: &mut Generated,
    ) -> Option<PersonName> {
        let is_weak = row.aliases.iter().any(|a| a.weak && *a.text == *row.name);
        let weak = if is_weak { flag::WEAK } else { 0 };
        self.add_name(entity, row, row.name, flag::CANONICAL | weak);
        for name in row.aliases.iter().filter(|a| *a.text != *row.name) {
            self.add_name(entity, row, name.text, marks(name));
        }
        for name in row.nicknames.iter() {
            self.add_name(entity, row, name.text, flag::NICKNAME | marks(name));
        }
        let kind = row.kind;
        if kind != EntityKind::Person {
            return None;
        }
        let (name, texts) = self.person(row)?;
        let mut nicknames = Vec::new();
        for nickname in row.nicknames.iter() {
            self.read(nickname.text);
            nicknames.push((self.path.clone(), nickname.text));
        }
        let classes = self.words;
        forms::generate(&name, &texts, &nicknames, classes, &mut |words, text, extra| {
            let small = class::PARTICLE | class::ARTICLE;
            let needs = |(i, word)| u32::from(!classes.is(word, small)) << i;
            let capitals = (0..31).zip(words.iter().copied()).map(needs).sum();
            self.forms.add(words, Form { entity, kind, flags: flag::GENERATED | extra, capitals });
            generated.add(text);
        });
        Some(name)
    }

    /// The words of a person's name, split where the surname begins, and how they are written.
    fn person<'r>(&mut self, row: &'r EntityRow) -> Option<(PersonName, Vec<&'r str>)> {
        let given = row.name.strip_suffix(row.surname)?.trim_end();
        if given.is_empty() || row.surname.is_empty() {
            return None;
        }
        let (mut words, mut texts) = (Vec::new(), Vec::new());
        self.add_words(given, &mut words, &mut texts);
        let first = words.len();
        self.add_words(row.surname, &mut words, &mut texts);
        Some((PersonName::new(words, first, self.words), texts))
    }

    fn add_name(&mut self, entity: u32, row: &EntityRow, name: &str, flags: u16) {
        let kind = row.kind;
        let mut flags = flags;
        let mut name = name;
        if kind == EntityKind::Place
            && name.contains(',')
            && let Some((head, _)) = name.split_once(", ")
        {
            let tail = &name[head.len() + 2..];
            let short = tail.contains('.') && tail.len() <= 4 && flags & flag::CANONICAL != 0;
            if short || flags & flag::STRONG != 0 {
                // “Washington, D.C.” is one name, and so is what `!` marks.
                let (capitals, _) = self.read(name);
                self.forms.add(&self.path, Form { entity, kind, flags, capitals });
            }
            if flags & flag::STRONG != 0 {
                return;
            }
            // “Allende, Coahuila” is two mentions in a text.
            name = head;
            let shared = row.aliases.iter().any(|alias| alias.weak && alias.text == head);
            if shared || row.population.unwrap_or_default() < FAMOUS {
                flags |= flag::WEAK;
            }
        }
        let (mut capitals, is_acronym) = self.read(name);
        let words = &self.path;
        if is_acronym {
            flags |= flag::ACRONYM;
        }
        if words.len() == 1 && kind == EntityKind::Place && name.ends_with('.') {
            flags |= flag::STOPPED;
        }
        let letter = words.len() == 1 && name.chars().count() == 1;
        let article = usize::from(words.first().is_some_and(|w| self.words.is(*w, class::ARTICLE)));
        let number = words.len() == article + 1 && self.numbers.contains(&words[article]);
        if words.is_empty() || letter || number {
            // A letter or a number alone names nobody.
            return;
        }
        if words.contains(&self.marks.comma) {
            let is_word = |word: &Word| *word != self.marks.comma;
            let plain: Vec<Word> = words.iter().copied().filter(is_word).collect();
            self.forms.add(plain, Form { entity, kind, flags, capitals: 0 });
        }
        if kind == EntityKind::Media && article == 1 && words.len() == 2 {
            // “La Nación” is a newspaper, “la Nación” is not.
            capitals |= 1;
        }
        let form = Form { entity, kind, flags, capitals };
        self.add_without_article(form);
        self.forms.add(&self.path, form);
    }

    /// Whether a word of the row's names is a number.
    fn is_number(&self, word: Word) -> bool {
        self.numbers.contains(&word)
    }

    /// A name with its article (“El Mencho”, “The Washington Post”) is found without it as well.
    fn add_without_article(&mut self, form: Form) {
        let words = &self.path;
        let is_article = words.len() > 1 && self.words.is(words[0], class::ARTICLE);
        let is_name = !form.has(flag::NICKNAME) && words.len() > 2;
        let bare = words.get(1).copied().unwrap_or_default();
        let says_nothing = words.len() == 2
            && (self.words.is(bare, class::TITLE | class::COMMON | class::GENERIC)
                || self.is_number(bare));
        if says_nothing {
            return;
        }
        if is_article && (form.has(flag::NICKNAME) || is_name) {
            let bare = Form {
                flags: (form.flags | flag::BARE) & !flag::STRONG,
                capitals: form.capitals >> 1,
                ..form
            };
            self.forms.add(&words[1..], bare);
        }
    }

    /// Reads the words of `name` as a text's are read; which of them need a capital, and whether it
    /// is an abbreviation.
    fn read(&mut self, name: &str) -> (u32, bool) {
        self.vocabulary.intern_tokens(name, &mut self.tokens);
        let (tokens, words) = (&self.tokens, &mut self.path);
        words.clear();
        let (mut capitals, mut all) = (0, 0);
        let Some(first) = first_word(tokens, self.marks) else { return (0, false) };
        let mut at = Some(first);
        while let Some(i) = at {
            let token = tokens[i];
            if token.shape == Shape::Number {
                self.numbers.insert(token.word);
            }
            if token.shape.is_capitalized() && words.len() < 32 {
                let may_be_small = self.words.is(token.word, class::GENERIC | class::PARTICLE);
                capitals |= u32::from(!may_be_small) << words.len();
                all |= 1 << words.len();
            }
            words.push(token.word);
            at = self.marks.next(tokens, i);
        }
        if words.last() == Some(&self.marks.quote) {
            words.pop();
        }
        if capitals == 0 {
            capitals = all;
        }
        let shape = tokens[first].shape;
        let is_acronym = words.len() == 1 && matches!(shape, Shape::Upper | Shape::Mixed);
        (capitals, is_acronym)
    }

    /// Appends the words of `name` and how they are written.
    fn add_words<'n>(&mut self, name: &'n str, words: &mut Vec<Word>, texts: &mut Vec<&'n str>) {
        self.vocabulary.intern_tokens(name, &mut self.tokens);
        for token in self.tokens.iter().filter(|token| token.shape.is_word()) {
            words.push(token.word);
            texts.push(token.span().of(name));
        }
    }
}

/// The first token that is no quotation mark or the like.
fn first_word(tokens: &Tokens, marks: &Marks) -> Option<usize> {
    (0..tokens.len()).find(|i| !marks.is_quote(tokens, *i))
}

/// The flags of a name's marks.
fn marks(name: NameRow) -> u16 {
    let weak = if name.weak { flag::WEAK } else { 0 };
    let strong = if name.strong { flag::STRONG } else { 0 };
    weak | strong | name.language.map_or(0, flag::of_language)
}

/// The entity of a row with its number and the full forms made for it.
pub(super) fn entity<'a>(
    number: u32,
    row: &'a EntityRow,
    generated: impl Iterator<Item = &'a str>,
) -> Entity {
    let mut aliases: Vec<&str> = Vec::new();
    let listed = row.aliases.iter().chain(row.nicknames.iter()).map(|name| name.text);
    for alias in listed.chain(generated) {
        if *alias != *row.name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    Entity {
        number,
        id: row.id[..].into(),
        name: row.name[..].into(),
        aliases: aliases.join("|").into(),
        kind: row.kind,
        countries: row.countries.iter().map(Box::from).collect(),
        parents: row.parents.iter().map(Arc::from).collect(),
        from: row.from(),
        to: row.to(),
        place_type: PlaceType::of_row(row.place_type),
        point: row.point(),
        population: row.population,
        note: row.note()[..].into(),
        source: row.source()[..].into(),
    }
}

/// How likely an entity is meant where nothing else tells: by a place's inhabitants, a person's
/// terms of office and the names that a row lists.
pub(super) fn salience(row: &EntityRow, terms: u32) -> f32 {
    match row.kind {
        EntityKind::Place => {
            let size = row.population.unwrap_or(1000).max(1) as f32;
            let large = match row.place_type {
                "country" => 0.5,
                "state" => 0.35,
                _ => 0.0,
            };
            (size.log10() / 20.0 + large).min(1.0)
        }
        _ => {
            let names = row.aliases.iter().chain(row.nicknames.iter()).count() as f32;
            (0.1 + names / 20.0 + terms as f32 / 10.0).min(1.0)
        }
    }
}

/// How many forms a row has, rather more than less.
const FORMS: usize = 4;

/// The inhabitants of a city that is known without its state.
const FAMOUS: u64 = 500_000;
