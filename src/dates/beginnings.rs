//! Which symbols can begin an expression, and which can follow as the second.
//!
//! Most tokens begin none; those that might, such as “the”, mostly stand before one that no
//! pattern has there. Both is known from the patterns alone, before a search.

use rustc_hash::FxHashMap;

use super::class::{Hints, Symbol, hint};
use super::grammar::Grammar;
use super::tree::{Node, Tree};

/// How the sequences of all patterns begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Beginnings {
    /// For each symbol the trees with sequences that begin with it.
    trees: Vec<Vec<Begun>>,
    /// For each symbol how an expression goes on that begins with it.
    next: Vec<Option<Next>>,
}

/// A tree that has begun with some symbol.
#[derive(Clone, Debug)]
pub(super) struct Begun {
    pub tree: u16,
    pub next: Next,
}

/// What may stand behind the first symbol.
#[derive(Clone, Debug, Default)]
pub(super) struct Next {
    /// Whether nothing needs to.
    pub nothing: bool,
    pub symbols: SymbolSet,
    /// The symbols in brief; all of them where nothing needs to stand there.
    pub hints: Hints,
}

/// A set of symbols, a bit each; those with the same hint have the same bit of different numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct SymbolSet(Vec<Hints>);

impl SymbolSet {
    pub fn contains(&self, symbol: Symbol) -> bool {
        self.0.get(place(symbol)).is_some_and(|bits| bits & hint(symbol) != 0)
    }

    fn insert(&mut self, symbol: Symbol) {
        let at = place(symbol);
        self.0.resize(self.0.len().max(at + 1), 0);
        self.0[at] |= hint(symbol);
    }

    fn extend(&mut self, other: &SymbolSet) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }

    fn hints(&self) -> Hints {
        self.0.iter().fold(0, |all, bits| all | bits)
    }
}

/// In which of the numbers of a set a symbol has its bit.
fn place(symbol: Symbol) -> usize {
    usize::from(symbol.0) / Hints::BITS as usize
}

impl Next {
    fn extend(&mut self, other: &Next) {
        self.nothing |= other.nothing;
        self.symbols.extend(&other.symbols);
    }

    fn in_brief(self) -> Next {
        let hints = if self.nothing { Hints::MAX } else { self.symbols.hints() };
        Next { hints, ..self }
    }
}

/// For each symbol with which a tree can begin what may follow.
type Firsts = FxHashMap<Symbol, Next>;

impl Beginnings {
    pub fn new(grammar: &Grammar, symbols: usize) -> Beginnings {
        let mut all: Vec<Firsts> = Vec::with_capacity(grammar.trees.len());
        for tree in &grammar.trees {
            all.push(firsts(grammar, tree, &all));
        }
        let mut beginnings =
            Beginnings { trees: vec![Vec::new(); symbols], next: vec![None; symbols] };
        for (tree, firsts) in (0..).zip(all) {
            for (symbol, next) in firsts {
                let at = usize::from(symbol.0);
                if grammar.tops.contains(&tree) {
                    beginnings.next[at].get_or_insert_default().extend(&next);
                }
                beginnings.trees[at].push(Begun { tree, next: next.in_brief() });
            }
        }
        let next = beginnings.next.into_iter();
        beginnings.next = next.map(|next| next.map(Next::in_brief)).collect();
        beginnings
    }

    /// The trees with sequences that begin with `symbol`, in their order.
    pub fn trees(&self, symbol: Symbol) -> &[Begun] {
        &self.trees[usize::from(symbol.0)]
    }

    /// How an expression goes on that begins with `symbol`; `None` where none does.
    pub fn next(&self, symbol: Symbol) -> Option<&Next> {
        self.next[usize::from(symbol.0)].as_ref()
    }
}

/// How the sequences of `tree` begin, where `all` has those of the trees before it.
fn firsts(grammar: &Grammar, tree: &Tree, all: &[Firsts]) -> Firsts {
    let mut firsts = Firsts::default();
    for (symbol, node) in tree.node(Tree::ROOT).steps() {
        let behind = behind(grammar, tree.node(node), all);
        firsts.entry(symbol).or_default().extend(&behind);
        for (first, next) in entered(grammar, symbol, all) {
            let whole = firsts.entry(*first).or_default();
            whole.symbols.extend(&next.symbols);
            if next.nothing {
                whole.extend(&behind);
            }
        }
    }
    firsts
}

/// What may stand at `node`.
fn behind(grammar: &Grammar, node: Node, all: &[Firsts]) -> Next {
    let mut next = Next { nothing: !node.accepts.is_empty(), ..Next::default() };
    for (symbol, _) in node.steps() {
        next.symbols.insert(symbol);
        for (first, _) in entered(grammar, symbol, all) {
            next.symbols.insert(*first);
        }
    }
    next
}

/// How the tree of a piece begins; nothing where `symbol` is no piece.
fn entered<'a>(
    grammar: &Grammar,
    symbol: Symbol,
    all: &'a [Firsts],
) -> impl Iterator<Item = (&'a Symbol, &'a Next)> {
    grammar.piece(symbol).and_then(|piece| all.get(usize::from(piece))).into_iter().flatten()
}
