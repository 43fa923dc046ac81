//! Sequences of symbols as a tree, in which each path from the root is one.

use rustc_hash::FxHashMap;

use super::class::{Hints, Symbol, hint, hints};

/// The patterns that make one symbol.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub symbol: Symbol,
    /// Where what belongs to each node begins; one more than there are nodes, for the end.
    nodes: Vec<Starts>,
    accepts: Vec<u32>,
    pieces: Vec<Entrance>,
    /// The nodes behind each, sorted by [`key`].
    steps: Vec<(u32, u32)>,
    /// Most nodes have the outline of others.
    outlines: Vec<Outline>,
}

#[derive(Clone, Copy, Debug)]
struct Starts {
    accepts: u32,
    pieces: u32,
    steps: u32,
    /// The number of its outline.
    outline: u32,
}

/// What is known of a node at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Outline {
    /// Hints of the symbols that may follow as such.
    single: Hints,
    /// The same with those that begin a piece.
    hints: Hints,
    /// The trees that can be entered, a bit each.
    entered: u64,
    /// Whether a symbol may follow before which no gap may stand.
    has_tight: bool,
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    tree: &'a Tree,
    number: usize,
    outline: &'a Outline,
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

impl Tree {
    pub const ROOT: u32 = 0;

    #[inline]
    pub fn node(&self, node: u32) -> Node<'_> {
        let number = node as usize;
        let outline = &self.outlines[self.nodes[number].outline as usize];
        Node { tree: self, number, outline }
    }
}

impl<'a> Node<'a> {
    /// The patterns whose sequences end here, in the order of their rows.
    #[inline]
    pub fn accepts(self) -> &'a [u32] {
        self.own(&self.tree.accepts, |starts| starts.accepts)
    }

    /// The trees that can be entered from here.
    #[inline]
    pub fn pieces(self) -> &'a [Entrance] {
        self.own(&self.tree.pieces, |starts| starts.pieces)
    }

    /// The part of `all` that belongs to the node.
    #[inline]
    fn own<T>(self, all: &'a [T], start: impl Fn(&Starts) -> u32) -> &'a [T] {
        let nodes = &self.tree.nodes;
        &all[start(&nodes[self.number]) as usize..start(&nodes[self.number + 1]) as usize]
    }

    /// The node behind a symbol; `glued` where no gap may stand before it.
    pub fn step(self, symbol: Symbol, glued: bool) -> Option<u32> {
        let steps = self.own(&self.tree.steps, |starts| starts.steps);
        let position = steps.binary_search_by_key(&key(symbol, glued), |(key, _)| *key);
        Some(steps[position.ok()?].1)
    }

    /// Whether `symbol` may follow as such, not as the beginning of a piece; may mislead to yes
    /// alone.
    pub fn takes(self, symbol: Symbol) -> bool {
        self.outline.single & hint(symbol) != 0
    }

    /// The same of any of the symbols with these hints.
    pub fn takes_any(self, hints: Hints) -> bool {
        self.outline.single & hints != 0
    }

    /// Hints of the symbols that may follow, or begin a piece that may.
    pub fn hints(self) -> Hints {
        self.outline.hints
    }

    /// Whether one of these trees, a bit each, can be entered from here.
    pub fn enters(self, trees: u64) -> bool {
        self.outline.entered & trees != 0
    }

    /// Whether any tree can be entered from here.
    pub fn has_pieces(self) -> bool {
        self.outline.entered != 0
    }

    /// Whether a symbol may follow before which no gap may stand.
    pub fn has_tight(self) -> bool {
        self.outline.has_tight
    }

    /// The symbols that may follow, with the nodes behind them.
    pub fn steps(self) -> impl Iterator<Item = (Symbol, u32)> {
        let steps = self.own(&self.tree.steps, |starts| starts.steps);
        steps.iter().map(|(key, node)| (Symbol((key >> 1) as u16), *node))
    }
}

fn key(symbol: Symbol, glued: bool) -> u32 {
    u32::from(symbol.0) << 1 | u32::from(glued)
}

/// A tree that grows.
#[derive(Clone, Debug)]
pub(super) struct TreeBuilder {
    symbol: Symbol,
    nodes: Vec<Grown>,
    /// Nodes at which the sequences of patterns end.
    accepts: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Grown {
    /// The [`key`] of the step that leads here.
    key: u32,
    /// The tree that can be entered by that step.
    piece: Option<u16>,
    /// The last node that grew from this one; 0 where none did.
    child: u32,
    /// The node that grew from the same one before; 0 where this is the first.
    before: u32,
}

impl TreeBuilder {
    pub fn new(symbol: Symbol) -> TreeBuilder {
        let root = Grown { key: 0, piece: None, child: 0, before: 0 };
        TreeBuilder { symbol, nodes: vec![root], accepts: Vec::new() }
    }

    /// The node behind `symbol` from `node`, which grows where there is none; `piece` is the tree
    /// that makes the symbol, if one does.
    pub fn grow(&mut self, node: u32, symbol: Symbol, glued: bool, piece: Option<u16>) -> u32 {
        let key = key(symbol, glued);
        if let Some((child, _)) = self.children(node).find(|(_, grown)| grown.key == key) {
            return child;
        }
        let next = self.nodes.len() as u32;
        let before = std::mem::replace(&mut self.nodes[node as usize].child, next);
        self.nodes.push(Grown { key, piece, child: 0, before });
        next
    }

    /// The sequences grown so far, none of which stay here.
    pub fn take(&mut self) -> TreeBuilder {
        std::mem::replace(self, TreeBuilder::new(self.symbol))
    }

    /// Grows the sequences of another tree as well.
    pub fn join(&mut self, other: &TreeBuilder) {
        let mut before = vec![Tree::ROOT; other.nodes.len()];
        for node in 0..other.nodes.len() as u32 {
            other.children(node).for_each(|(child, _)| before[child as usize] = node);
        }
        let mut here = vec![Tree::ROOT; other.nodes.len()];
        for (node, Grown { key, piece, .. }) in other.nodes.iter().enumerate().skip(1) {
            let (from, symbol) = (here[before[node] as usize], Symbol((key >> 1) as u16));
            here[node] = self.grow(from, symbol, key & 1 == 1, *piece);
        }
        self.accepts.extend(other.accepts.iter().map(|(node, row)| (here[*node as usize], *row)));
    }

    /// The trees that can be entered from some node, a bit each.
    pub fn entered(&self) -> u64 {
        self.nodes.iter().filter_map(|grown| grown.piece).fold(0, |all, piece| all | 1 << piece)
    }

    /// Ends a sequence of a pattern at `node`.
    pub fn accept(&mut self, node: u32, pattern: u32) {
        self.accepts.push((node, pattern));
    }

    /// The nodes that grew from `node`, the last first.
    fn children(&self, node: u32) -> impl Iterator<Item = (u32, &Grown)> {
        let at = |node: u32| (node != 0).then(|| (node, &self.nodes[node as usize]));
        let last = at(self.nodes[node as usize].child);
        std::iter::successors(last, move |(_, grown)| at(grown.before))
    }

    /// The tree, which enters those of `trees` alone.
    pub fn build(mut self, trees: &[Tree]) -> Tree {
        self.accepts.sort_by_key(|(node, _)| *node);
        let mut tree = Tree {
            symbol: self.symbol,
            nodes: Vec::with_capacity(self.nodes.len() + 1),
            accepts: self.accepts.iter().map(|(_, pattern)| *pattern).collect(),
            pieces: Vec::new(),
            steps: Vec::with_capacity(self.nodes.len()),
            outlines: Vec::new(),
        };
        let mut numbers = FxHashMap::default();
        let mut accepts = 0;
        for node in 0..self.nodes.len() as u32 {
            let (pieces, steps) = (tree.pieces.len(), tree.steps.len());
            for (next, Grown { key, piece, .. }) in self.children(node) {
                tree.steps.push((*key, next));
                let entrance = |tree| Entrance { tree, tight: key & 1 == 1, next };
                tree.pieces.extend(piece.map(entrance));
            }
            tree.steps[steps..].sort_unstable();
            tree.pieces[pieces..].reverse();
            let outline = outline(&tree.steps[steps..], &tree.pieces[pieces..], trees);
            let outline = *numbers.entry(outline).or_insert_with(|| {
                tree.outlines.push(outline);
                tree.outlines.len() as u32 - 1
            });
            let (pieces, steps) = (pieces as u32, steps as u32);
            tree.nodes.push(Starts { accepts, pieces, steps, outline });
            let is_here = |(at, _): &&(u32, u32)| *at == node;
            accepts += self.accepts[accepts as usize..].iter().take_while(is_here).count() as u32;
        }
        let (pieces, steps) = (tree.pieces.len() as u32, tree.steps.len() as u32);
        tree.nodes.push(Starts { accepts, pieces, steps, outline: 0 });
        tree
    }
}

/// The outline of a node with these steps and pieces.
fn outline(steps: &[(u32, u32)], pieces: &[Entrance], trees: &[Tree]) -> Outline {
    let single = hints(steps.iter().map(|(key, _)| Symbol((key >> 1) as u16)));
    let begins = |piece: &Entrance| trees[usize::from(piece.tree)].node(Tree::ROOT).outline.hints;
    Outline {
        single,
        hints: pieces.iter().fold(single, |all, piece| all | begins(piece)),
        entered: pieces.iter().fold(0, |all, piece| all | 1 << piece.tree),
        has_tight: steps.iter().any(|(key, _)| key & 1 == 1),
    }
}
