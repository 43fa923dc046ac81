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
    /// For each symbol how sequences begin with it.
    first: Vec<First>,
    /// For each symbol how an expression goes on that begins with it.
    next: Vec<Option<Next>>,
}

/// How the sequences of all trees begin with one symbol.
#[derive(Clone, Debug, Default)]
pub(super) struct First {
    /// The trees, in their order.
    pub trees: Vec<Begun>,
    /// What may stand behind in any of them, in brief.
    pub hints: Hints,
}

/// A tree that has begun with some symbol.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    pub tree: u16,
    pub next: Next,
}

/// What may stand behind the first symbol.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Next {
    /// Whether nothing needs to.
    pub nothing: bool,
    pub symbols: SymbolSet,
    /// The symbols in brief; all of them where nothing needs to stand there.
    pub hints: Hints,
}

/// A set of symbols, a bit each; those with the same hint have the same bit of different numbers.
/// It may seem to hold some that it does not, of languages with very many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SymbolSet([Hints; SymbolSet::NUMBERS]);

impl SymbolSet {
    const NUMBERS: usize = 4;

    /// Whether the set seems to hold `symbol`.
    pub fn holds(&self, symbol: Symbol) -> bool {
        self.0[place(symbol)] & hint(symbol) != 0
    }

    fn insert(&mut self, symbol: Symbol) {
        self.0[place(symbol)] |= hint(symbol);
    }

    fn hints(&self) -> Hints {
        self.0.iter().fold(0, |all, bits| all | bits)
    }

    fn extend(&mut self, other: &SymbolSet) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, more)| *bits |= more);
    }
}

/// In which of the numbers of a set a symbol has its bit.
fn place(symbol: Symbol) -> usize {
    usize::from(symbol.0) / Hints::BITS as usize % SymbolSet::NUMBERS
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
            Beginnings { first: vec![First::default(); symbols], next: vec![None; symbols] };
        for (tree, firsts) in (0..).zip(all) {
            for (symbol, next) in firsts {
                let at = usize::from(symbol.0);
                if grammar.tops.contains(&tree) {
                    beginnings.next[at].get_or_insert_default().extend(&next);
                }
                let first = &mut beginnings.first[at];
                first.hints |= next.symbols.hints();
                let next = next.in_brief();
                first.trees.push(Begun { tree, next });
            }
        }
        let next = beginnings.next.into_iter();
        beginnings.next = next.map(|next| next.map(Next::in_brief)).collect();
        beginnings
    }

    /// How sequences begin with `symbol`.
    pub fn first(&self, symbol: Symbol) -> &First {
        &self.first[usize::from(symbol.0)]
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
    let mut next = Next { nothing: !node.accepts().is_empty(), ..Next::default() };
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
