//! Pattern rows → one tree of symbols per language and piece.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::beginnings::Beginnings;
use super::class::Symbol;
use super::lexicon::Lexicon;
use super::operations::Operation;
use super::tree::{Tree, TreeBuilder};
use crate::error::Result;
use crate::tables::Record;
use crate::tokens::Vocabulary;

/// A set of trees has a bit for each.
const MOST_TREES: usize = u64::BITS as usize;

/// A condition on the token before or behind a match.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    pub symbol: Symbol,
    pub behind: bool,
    /// Whether the token must be of that symbol, or must not.
    pub wanted: bool,
}

/// A row of kind `pattern`, `timeml` or `piece`.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub name: Arc<str>,
    /// Whether TimeML marks what it reads and a chronology has no use for it.
    pub timeml_only: bool,
    /// `None` for a piece: what it captures goes to the pattern that uses it.
    pub operation: Option<Operation>,
    pub guards: Box<[Guard]>,
    /// The number of the tree of its class.
    tree: u16,
    /// The place of its class among those that are found in texts: of two rows of different classes
    /// that read the same words, one of the first goes before one of the second.
    pub rank: u16,
}

impl Pattern {
    /// Whether what it reads is no date.
    pub fn is_nothing(&self) -> bool {
        self.operation == Some(Operation::Nothing)
    }
}

/// All patterns of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Grammar {
    pub patterns: Vec<Pattern>,
    /// One tree a piece, in the order of their first rows; a tree enters earlier ones alone.
    pub trees: Vec<Tree>,
    /// The same while they grow.
    builders: Vec<TreeBuilder>,
    /// The trees that a search of the text starts from.
    pub tops: Vec<u16>,
    /// How expressions begin.
    pub beginnings: Beginnings,
    by_symbol: FxHashMap<Symbol, u16>,
}

impl Grammar {
    /// Adds a row of kind `pattern` or `timeml` (found in texts) or `piece` (used by other patterns alone).
    pub fn add(
        &mut self,
        record: &Record,
        lexicon: &mut Lexicon,
        vocabulary: &mut Vocabulary,
    ) -> Result<()> {
        let piece = record.get("kind") == "piece";
        let operation = match record.get("value") {
            "" if piece => None,
            text => match text.parse() {
                Ok(operation) => Some(operation),
                Err(message) => return Err(record.error(message)),
            },
        };
        let symbol = lexicon.symbol(record.get("class"));
        if self.builders.len() == MOST_TREES {
            return Err(record.error("too many classes of pieces and patterns; use one there is"));
        }
        let tree = *self.by_symbol.entry(symbol).or_insert_with(|| {
            self.builders.push(TreeBuilder::new(symbol));
            self.builders.len() as u16 - 1
        });
        if !piece && !self.tops.contains(&tree) {
            self.tops.push(tree);
        }
        let number = self.patterns.len() as u32;
        let (guards, first) = (Vec::new(), Some(false));
        let (trees, builder) = (&self.by_symbol, &mut self.builders[usize::from(tree)]);
        let rest = record.get("text");
        let mut reader = Reader { rest, lexicon, vocabulary, tree, trees, builder, guards, first };
        reader.pattern(number).map_err(|message| record.error(message))?;
        let guards = reader.guards.into();
        let timeml_only = record.get("kind") == "timeml";
        let name = record.get("name").into();
        self.patterns.push(Pattern { name, timeml_only, operation, guards, tree, rank: 0 });
        Ok(())
    }

    /// Makes the patterns ready to be searched with.
    pub fn finish(&mut self, symbols: usize) {
        for pattern in &mut self.patterns {
            let place = self.tops.iter().position(|top| *top == pattern.tree);
            pattern.rank = place.unwrap_or_default() as u16;
        }
        self.join_tops();
        for builder in std::mem::take(&mut self.builders) {
            let tree = builder.build(&self.trees);
            self.trees.push(tree);
        }
        self.beginnings = Beginnings::new(self, symbols);
    }

    /// Makes one tree of all those that a search starts from and that no other enters, so that what
    /// their sequences have in common is read once.
    fn join_tops(&mut self) {
        let entered = self.builders.iter().fold(0, |all, builder| all | builder.entered());
        let (alone, mut tops): (Vec<u16>, Vec<u16>) =
            self.tops.iter().partition(|top| entered >> **top & 1_u64 == 0);
        // The last may enter whatever the others enter.
        let Some(whole) = alone.iter().max().copied() else { return };
        for top in alone.into_iter().filter(|top| *top != whole) {
            let part = self.builders[usize::from(top)].take();
            self.builders[usize::from(whole)].join(&part);
        }
        tops.push(whole);
        self.tops = tops;
    }

    /// The tree that makes a symbol.
    pub fn piece(&self, symbol: Symbol) -> Option<u16> {
        self.by_symbol.get(&symbol).copied()
    }
}

/// What reading a pattern gives, or what is wrong with it.
type Parsed<T> = std::result::Result<T, String>;

/// Where a sequence that was read so far ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    node: u32,
    /// Whether no gap may stand before what follows.
    glued: bool,
}

/// How many sequences a pattern may be written out as.
const MOST_ENDS: usize = 4096;

/// Reads a pattern into a tree: names of classes and pieces, `'words'`, `( | )`, `?` behind what is
/// optional, `~` before what follows without a gap, `!` before what may not and `&` before what must
/// stand before or behind the match.
///
/// All ways to read it grow at the same time: each part takes the ends of what was read before it,
/// and gives those behind it.
struct Reader<'a> {
    rest: &'a str,
    lexicon: &'a mut Lexicon,
    vocabulary: &'a mut Vocabulary,
    /// The number of the tree that grows.
    tree: u16,
    trees: &'a FxHashMap<Symbol, u16>,
    builder: &'a mut TreeBuilder,
    /// Those of the first way to read the pattern, at either end of it.
    guards: Vec<Guard>,
    /// On the first way to read it, whether anything but guards was read.
    first: Option<bool>,
}

impl Reader<'_> {
    /// Reads the whole pattern, which has this number.
    fn pattern(&mut self, number: u32) -> Parsed<()> {
        let mut ends = self.alternatives(None, &[End { node: Tree::ROOT, glued: false }])?;
        ends.sort_unstable();
        ends.dedup();
        if ends.first().is_some_and(|end| end.node == Tree::ROOT) {
            return Err("the pattern can be empty; make one of its parts required".into());
        }
        ends.iter().for_each(|end| self.builder.accept(end.node, number));
        Ok(())
    }

    /// The alternatives up to `close` or the end, each behind `from`.
    fn alternatives(&mut self, close: Option<char>, from: &[End]) -> Parsed<Vec<End>> {
        let mut all = Vec::new();
        let mut current = from.to_vec();
        let mut first = None;
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                if close.is_some() {
                    return Err("a `(` has no `)`".into());
                }
                break;
            };
            if Some(c) == close {
                self.rest = &self.rest[1..];
                break;
            }
            if c == '|' {
                self.rest = &self.rest[1..];
                all.append(&mut std::mem::replace(&mut current, from.to_vec()));
                first = first.or(self.first.take());
                continue;
            }
            let mut behind = self.element(&current)?;
            if self.rest.starts_with('?') {
                self.rest = &self.rest[1..];
                behind.extend_from_slice(&current);
            }
            current = behind;
            if current.len() > MOST_ENDS {
                return Err("too many ways to read the pattern; split the row".into());
            }
        }
        all.append(&mut current);
        self.first = first.or(self.first);
        Ok(all)
    }

    fn element(&mut self, from: &[End]) -> Parsed<Vec<End>> {
        let mut glued = false;
        let mut guard = None;
        while let Some(c) = self.rest.chars().next() {
            match c {
                '~' => glued = true,
                '!' => guard = Some(false),
                '&' => guard = Some(true),
                _ => break,
            }
            self.rest = &self.rest[1..];
        }
        if !glued {
            return self.part(guard, from);
        }
        let tight: Vec<End> = from.iter().map(|end| End { glued: true, ..*end }).collect();
        let mut ends = Vec::new();
        for end in self.part(guard, &tight)? {
            match end.glued {
                // What read nothing leaves what follows as it was.
                true => ends.extend(from.iter().filter(|before| before.node == end.node)),
                false => ends.push(end),
            }
        }
        Ok(ends)
    }

    fn part(&mut self, guard: Option<bool>, from: &[End]) -> Parsed<Vec<End>> {
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            return self.alternatives(Some(')'), from);
        }
        if let Some(quote @ ('\'' | '"')) = self.rest.chars().next() {
            let (words, rest) = self.rest[1..].split_once(quote).ok_or("a quote is not closed")?;
            self.rest = rest;
            let symbols = self.lexicon.literal(words, self.vocabulary);
            let read = |ends: Vec<End>, symbol| self.symbol(symbol, guard, ends);
            return symbols.into_iter().try_fold(from.to_vec(), read);
        }
        let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(format!("`{rest}` is no name of a class"));
        }
        self.rest = rest;
        let symbol = self.lexicon.symbol(name);
        self.symbol(symbol, guard, from.to_vec())
    }

    /// The ends behind `symbol`, which is a part of the match or a guard of it.
    fn symbol(
        &mut self,
        symbol: Symbol,
        guard: Option<bool>,
        mut ends: Vec<End>,
    ) -> Parsed<Vec<End>> {
        if let Some(wanted) = guard {
            self.guards.extend(self.first.map(|behind| Guard { symbol, behind, wanted }));
            return Ok(ends);
        }
        self.first = self.first.map(|_| true);
        let piece = self.trees.get(&symbol).copied();
        if piece.is_some_and(|piece| piece >= self.tree) {
            return Err("a piece may use only pieces whose rows stand before it".into());
        }
        for end in &mut ends {
            let node = self.builder.grow(end.node, symbol, end.glued, piece);
            *end = End { node, glued: false };
        }
        Ok(ends)
    }
}
