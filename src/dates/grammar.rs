//! Pattern rows → one tree of symbols per language and piece.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::beginnings::Beginnings;
use super::class::{Hints, Symbol, hint, hints};
use super::lexicon::Lexicon;
use super::operations::Operation;
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
}

impl Pattern {
    /// Whether what it reads is no date.
    pub fn is_nothing(&self) -> bool {
        self.operation == Some(Operation::Nothing)
    }
}

/// The patterns that make one symbol, as a tree: each path from the root is one sequence.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub symbol: Symbol,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// The patterns whose sequences end here, in the order of their rows.
    pub accepts: Vec<u32>,
    /// The trees that can be entered from here.
    pub pieces: Vec<Entrance>,
    /// Hints of the symbols in `steps`.
    single: Hints,
    /// Hints of the symbols that may follow, those that begin a piece included.
    hints: Hints,
    /// The trees in `pieces`, a bit each.
    entered: u64,
    /// Whether a symbol may follow before which no gap may stand.
    pub has_tight: bool,
    /// The nodes behind this one, sorted by [`key`].
    steps: Vec<(u32, u32)>,
}

/// A tree that can be entered from a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entrance {
    pub tree: u16,
    /// Whether a gap is forbidden.
    pub tight: bool,
    /// The node behind what the tree reads.
    pub next: u32,
}

impl Node {
    /// The node behind a symbol; `glued` where no gap may stand before it.
    pub fn step(&self, symbol: Symbol, glued: bool) -> Option<u32> {
        let position = self.steps.binary_search_by_key(&key(symbol, glued), |(key, _)| *key);
        Some(self.steps[position.ok()?].1)
    }

    /// Whether `symbol` may follow as such, not as the beginning of a piece; may mislead to yes
    /// alone.
    pub fn takes(&self, symbol: Symbol) -> bool {
        self.single & hint(symbol) != 0
    }

    /// Whether one of the symbols with these hints may follow; hints may mislead to yes alone.
    pub fn goes_on(&self, hints: Hints) -> bool {
        self.hints & hints != 0
    }

    /// Whether one of these trees, a bit each, can be entered from here.
    pub fn enters(&self, trees: u64) -> bool {
        self.entered & trees != 0
    }

    /// Whether no sequence goes on from here.
    pub fn is_last(&self) -> bool {
        self.steps.is_empty()
    }

    /// The symbols that may follow, with the nodes behind them.
    pub fn steps(&self) -> impl Iterator<Item = (Symbol, u32)> {
        self.steps.iter().map(|(key, node)| (Symbol((key >> 1) as u16), *node))
    }
}

fn key(symbol: Symbol, glued: bool) -> u32 {
    u32::from(symbol.0) << 1 | u32::from(glued)
}

impl Tree {
    pub const ROOT: u32 = 0;

    fn new(symbol: Symbol) -> Tree {
        Tree { symbol, nodes: vec![Node::default()] }
    }

    pub fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// Hints of the symbols with which a sequence begins.
    fn hints(&self) -> Hints {
        self.nodes[Tree::ROOT as usize].hints
    }

    fn grow(&mut self, node: u32, symbol: Symbol, glued: bool, piece: Option<u16>) -> u32 {
        let next = self.nodes.len() as u32;
        let parent = &mut self.nodes[node as usize];
        let key = key(symbol, glued);
        match parent.steps.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(position) => parent.steps[position].1,
            Err(position) => {
                parent.steps.insert(position, (key, next));
                parent.pieces.extend(piece.map(|tree| Entrance { tree, tight: glued, next }));
                self.nodes.push(Node::default());
                next
            }
        }
    }
}

/// All patterns of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Grammar {
    pub patterns: Vec<Pattern>,
    /// One tree a piece, in the order of their first rows; a tree enters earlier ones alone.
    pub trees: Vec<Tree>,
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
        if self.trees.len() == MOST_TREES {
            return Err(record.error("too many classes of pieces and patterns; use one there is"));
        }
        let tree = *self.by_symbol.entry(symbol).or_insert_with(|| {
            self.trees.push(Tree::new(symbol));
            self.trees.len() as u16 - 1
        });
        if !piece && !self.tops.contains(&tree) {
            self.tops.push(tree);
        }
        let mut reader = Reader { rest: record.get("text"), lexicon, vocabulary };
        let parsed = reader.sequence(None).map_err(|message| record.error(message))?;
        let (guards, sequences) = split_guards(parsed);
        let number = self.patterns.len() as u32;
        for sequence in &sequences {
            self.insert(tree, sequence, number).map_err(|message| record.error(message))?;
        }
        let timeml_only = record.get("kind") == "timeml";
        let name = record.get("name").into();
        self.patterns.push(Pattern { name, timeml_only, operation, guards });
        Ok(())
    }

    /// Makes the patterns ready to be searched with.
    pub fn finish(&mut self, symbols: usize) {
        self.beginnings = Beginnings::new(self, symbols);
        for tree in 0..self.trees.len() {
            let (before, rest) = self.trees.split_at_mut(tree);
            for node in &mut rest[0].nodes {
                let pieces =
                    node.pieces.iter().map(|entry| before[usize::from(entry.tree)].hints());
                node.single = hints(node.steps().map(|(symbol, _)| symbol));
                node.hints = pieces.fold(node.single, |all, hints| all | hints);
                node.has_tight = node.steps.iter().any(|(key, _)| key & 1 == 1);
                node.entered = node.pieces.iter().fold(0, |all, entry| all | 1 << entry.tree);
            }
        }
    }

    /// The tree that makes a symbol.
    pub fn piece(&self, symbol: Symbol) -> Option<u16> {
        self.by_symbol.get(&symbol).copied()
    }

    fn insert(&mut self, tree: u16, sequence: &[Element], pattern: u32) -> Parsed<()> {
        let mut node = Tree::ROOT;
        for element in sequence {
            let piece = self.piece(element.symbol);
            if piece.is_some_and(|piece| piece >= tree) {
                return Err("a piece may use only pieces whose rows stand before it".into());
            }
            node = self.trees[tree as usize].grow(node, element.symbol, element.glued, piece);
        }
        if node == Tree::ROOT {
            return Err("the pattern can be empty; make one of its parts required".into());
        }
        let accepts = &mut self.trees[tree as usize].nodes[node as usize].accepts;
        if !accepts.contains(&pattern) {
            accepts.push(pattern);
        }
        Ok(())
    }
}

/// What reading a pattern gives, or what is wrong with it.
type Parsed<T> = std::result::Result<T, String>;

#[derive(Clone, Debug)]
struct Element {
    symbol: Symbol,
    glued: bool,
    guard: Option<bool>,
}

/// Guards stand at either end of a pattern.
fn split_guards(sequences: Vec<Vec<Element>>) -> (Box<[Guard]>, Vec<Vec<Element>>) {
    let mut guards = Vec::new();
    if let Some(first) = sequences.first() {
        for (i, element) in first.iter().enumerate() {
            if let Some(wanted) = element.guard {
                let behind = first[..i].iter().any(|e| e.guard.is_none());
                guards.push(Guard { symbol: element.symbol, behind, wanted });
            }
        }
    }
    let plain = |sequence: Vec<Element>| {
        sequence.into_iter().filter(|element| element.guard.is_none()).collect()
    };
    (guards.into(), sequences.into_iter().map(plain).collect())
}

/// Reads a pattern: names of classes and pieces, `'words'`, `( | )`, `?` behind what is optional,
/// `~` before what follows without a gap, `!` before what may not and `&` before what must stand
/// before or behind the match.
struct Reader<'a> {
    rest: &'a str,
    lexicon: &'a mut Lexicon,
    vocabulary: &'a mut Vocabulary,
}

impl Reader<'_> {
    /// The alternatives up to `close` or the end, each written out as sequences.
    fn sequence(&mut self, close: Option<char>) -> Parsed<Vec<Vec<Element>>> {
        let mut all = Vec::new();
        let mut current = vec![Vec::new()];
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
                all.append(&mut std::mem::replace(&mut current, vec![Vec::new()]));
                continue;
            }
            let mut alternatives = self.element()?;
            if self.rest.starts_with('?') {
                self.rest = &self.rest[1..];
                alternatives.push(Vec::new());
            }
            current = product(current, &alternatives);
            if current.len() > 4096 {
                return Err("too many ways to read the pattern; split the row".into());
            }
        }
        all.append(&mut current);
        Ok(all)
    }

    fn element(&mut self) -> Parsed<Vec<Vec<Element>>> {
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
        let mut alternatives = if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            self.sequence(Some(')'))?
        } else if let Some(quote @ ('\'' | '"')) = self.rest.chars().next() {
            let (words, rest) = self.rest[1..].split_once(quote).ok_or("a quote is not closed")?;
            self.rest = rest;
            let symbols = self.lexicon.literal(words, self.vocabulary);
            let element = |symbol| Element { symbol, glued: false, guard };
            vec![symbols.into_iter().map(element).collect()]
        } else {
            let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
            let end = self.rest.find(ends).unwrap_or(self.rest.len());
            let (name, rest) = self.rest.split_at(end);
            if name.is_empty() {
                return Err(format!("`{rest}` is no name of a class"));
            }
            self.rest = rest;
            vec![vec![Element { symbol: self.lexicon.symbol(name), glued: false, guard }]]
        };
        if glued {
            for first in alternatives.iter_mut().filter_map(|sequence| sequence.first_mut()) {
                first.glued = true;
            }
        }
        Ok(alternatives)
    }
}

/// Each of `left` with each of `right` behind it.
fn product(mut left: Vec<Vec<Element>>, right: &[Vec<Element>]) -> Vec<Vec<Element>> {
    if let [only] = right {
        left.iter_mut().for_each(|sequence| sequence.extend_from_slice(only));
        return left;
    }
    let joined = |l: &Vec<Element>, r: &Vec<Element>| [&l[..], &r[..]].concat();
    left.iter().flat_map(|l| right.iter().map(move |r| joined(l, r))).collect()
}
