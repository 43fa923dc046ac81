//! One tree at one token → all ways to read it.

use super::beginnings::Next;
use super::class::{Class, Hints, Symbol, hint};
use super::lexicon::Edge;
use super::matcher::{Candidate, Capture, Matcher};
use super::tree::{Entrance, Node, Tree};
use crate::tokens::Gap;

/// No expression has more tokens than this; it keeps a search linear in the text.
const LONGEST: usize = 28;

/// What is remembered of tokens at a time; more is forgotten before the next search.
const MOST_CELLS: usize = 128;

/// No step, result or cell.
const NONE: u32 = u32::MAX;

/// Which pattern reads the tokens from one on up to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub pattern: u32,
    pub end: u32,
    /// The last of its steps.
    step: u32,
}

/// A symbol read on the way through a tree.
#[derive(Clone, Copy, Debug)]
struct Step {
    symbol: Symbol,
    value: i32,
    first: u32,
    end: u32,
    /// The step before.
    before: u32,
    /// For a piece how it was read.
    child: u32,
}

/// What is known of one token.
#[derive(Clone, Copy, Debug)]
struct Cell {
    at: u32,
    /// Its range in `edges`.
    edges: (u32, u32),
    /// What single symbols stand there, in brief.
    hints: Hints,
    /// The trees that can begin here, once they were asked for.
    trees: Option<Trees>,
}

/// The trees that can begin at one token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trees {
    /// A bit each.
    bits: u64,
    /// Where their ranges begin in `known`.
    known: u32,
}

/// A search through a text that reads nothing twice.
pub(super) struct Search<'a> {
    matcher: Matcher<'a>,
    /// The cell of each token, where it has one: an old number may belong to another by now.
    index: Vec<u32>,
    cells: Vec<Cell>,
    /// What single symbols stand there, with the trees that can begin with each, a bit each, once
    /// they were asked for.
    edges: Vec<(Edge, u64)>,
    /// For each cell and each tree that can begin there the range in `readings`.
    known: Vec<(u32, u32)>,
    readings: Vec<Reading>,
    /// The readings found so far of the trees that are being read, innermost last.
    open: Vec<Reading>,
    steps: Vec<Step>,
}

/// A tree that is being read.
#[derive(Clone, Copy)]
struct Place<'a> {
    tree: &'a Tree,
    number: u16,
    first: usize,
    /// Where its readings begin in `open`.
    base: usize,
}

impl Trees {
    pub fn has(self, tree: u16) -> bool {
        self.bits >> tree & 1 == 1
    }
}

impl<'a> Search<'a> {
    pub fn new(matcher: Matcher<'a>) -> Search<'a> {
        Search {
            matcher,
            index: vec![0; matcher.tokens.len()],
            cells: Vec::with_capacity(MOST_CELLS),
            edges: Vec::with_capacity(2 * MOST_CELLS),
            known: Vec::with_capacity(8 * MOST_CELLS),
            readings: Vec::with_capacity(MOST_CELLS),
            open: Vec::new(),
            steps: Vec::with_capacity(4 * MOST_CELLS),
        }
    }

    /// Forgets what is known of the tokens before, if it is much.
    pub fn tidy(&mut self) {
        if self.cells.len() > MOST_CELLS {
            self.cells.clear();
            self.edges.clear();
            self.known.clear();
            self.readings.clear();
            self.steps.clear();
        }
    }

    /// The trees that can begin at `at`.
    pub fn trees(&mut self, at: usize) -> Trees {
        let cell = self.cell(at);
        self.beginning(cell)
    }

    /// All ways to read the tokens from `at` by one of the `trees` that can begin there; for each end
    /// the first row of each class that does.
    pub fn read(&mut self, tree: u16, at: usize, trees: Trees) -> std::ops::Range<usize> {
        let Trees { bits, known } = trees;
        let grammar = self.matcher.grammar;
        let slot = known as usize + (bits & ((1 << tree) - 1)).count_ones() as usize;
        if self.known[slot].0 == NONE {
            let base = self.open.len();
            let place =
                Place { tree: &grammar.trees[usize::from(tree)], number: tree, first: at, base };
            self.walk(place, place.tree.node(Tree::ROOT), at, NONE);
            let start = self.readings.len() as u32;
            self.readings.extend(self.open.drain(base..));
            self.known[slot] = (start, self.readings.len() as u32);
        }
        let (start, end) = self.known[slot];
        start as usize..end as usize
    }

    pub fn reading(&self, number: usize) -> Reading {
        self.readings[number]
    }

    /// A reading with all that it has captured.
    pub fn candidate(&self, reading: Reading, first: usize) -> Candidate {
        let mut captures = Vec::new();
        self.captures(reading.step, &mut captures);
        Candidate { pattern: reading.pattern, first, end: reading.end as usize, captures }
    }

    /// Appends what the steps up to `step` have captured; as deep as the longest pattern.
    fn captures(&self, step: u32, captures: &mut Vec<Capture>) {
        let Some(&Step { symbol, value, first, end, before, child }) =
            self.steps.get(step as usize)
        else {
            return;
        };
        self.captures(before, captures);
        let (first, end, class) = (first as usize, end as usize, Class::general(symbol));
        let Some(reading) = self.readings.get(child as usize) else {
            captures.push(Capture { symbol, class, value, first, end, child: None });
            return;
        };
        if self.matcher.grammar.patterns[reading.pattern as usize].operation.is_none() {
            self.captures(reading.step, captures);
        } else {
            let child = Some(Box::new(self.candidate(*reading, first)));
            captures.push(Capture { symbol, class, value, first, end, child });
        }
    }

    /// The number of the cell of token `at`.
    fn cell(&mut self, at: usize) -> usize {
        let known = self.index[at] as usize;
        if self.cells.get(known).is_some_and(|cell| cell.at as usize == at) {
            return known;
        }
        let start = self.edges.len() as u32;
        let mut hints = 0;
        self.matcher.edges(at, |edge| {
            hints |= hint(edge.symbol);
            self.edges.push((edge, 0));
        });
        let edges = (start, self.edges.len() as u32);
        let number = self.cells.len();
        self.cells.push(Cell { at: at as u32, edges, hints, trees: None });
        self.index[at] = number as u32;
        number
    }

    /// The trees that can begin at the token of a cell.
    fn beginning(&mut self, cell: usize) -> Trees {
        if let Some(trees) = self.cells[cell].trees {
            return trees;
        }
        let (start, end) = self.cells[cell].edges;
        let mut bits = 0;
        for edge in start as usize..end as usize {
            let begun = self.begun(self.edges[edge].0);
            self.edges[edge].1 = begun;
            bits |= begun;
        }
        let known = self.known.len();
        self.known.resize(known + bits.count_ones() as usize, (NONE, NONE));
        let trees = Trees { bits, known: known as u32 };
        self.cells[cell].trees = Some(trees);
        trees
    }

    /// The trees that can begin with `edge` and go on with what stands behind it, a bit each.
    fn begun(&mut self, edge: Edge) -> u64 {
        let Matcher { grammar, lexicon, tokens, .. } = self.matcher;
        let first = grammar.beginnings.first(edge.symbol);
        let behind = self.matcher.after(edge.end);
        let hints = behind.map_or(0, |behind| lexicon.hints(&tokens[behind]));
        if first.hints != Hints::MAX && first.hints & hints == 0 {
            return 0;
        }
        let (second, hints) = behind.map_or((0..0, 0), |behind| {
            let cell = self.cell(behind);
            let Cell { edges: (start, end), hints, .. } = self.cells[cell];
            (start as usize..end as usize, hints)
        });
        let second = &self.edges[second];
        let goes_on = |next: &Next| {
            let stands = || second.iter().any(|(edge, _)| next.symbols.holds(edge.symbol));
            next.nothing || next.hints & hints != 0 && stands()
        };
        let fitting = first.trees.iter().filter(|begun| goes_on(&begun.next));
        fitting.fold(0, |bits, begun| bits | 1 << begun.tree)
    }

    /// Follows the tree from `node` with the token at `at`; as deep as the longest pattern.
    fn walk(&mut self, place: Place<'a>, node: Node<'a>, at: usize, step: u32) {
        let is_root = at == place.first;
        let glued = self.matcher.tokens[at].gap == Gap::None;
        let cell = self.cell(at);
        let Cell { edges: (start, end), hints, .. } = self.cells[cell];
        let edges = if node.takes_any(hints) { start..end } else { 0..0 };
        for edge in edges {
            let (Edge { symbol, value, end }, begun) = self.edges[edge as usize];
            let unfit = is_root && begun >> place.number & 1 == 0;
            if unfit || !node.takes(symbol) {
                continue;
            }
            for tight in [false, true] {
                if (!tight || glued && node.has_tight())
                    && let Some(next) = node.step(symbol, tight)
                {
                    let (first, last) = (at as u32, end as u32);
                    let step = Step { symbol, value, first, end: last, before: step, child: NONE };
                    self.go(place, next, step);
                }
            }
        }
        if !node.has_pieces() {
            return;
        }
        let trees = self.beginning(cell);
        if !node.enters(trees.bits) {
            return;
        }
        for &Entrance { tree, tight, next } in node.pieces() {
            if trees.has(tree) && (glued || !tight) {
                let symbol = self.matcher.grammar.trees[usize::from(tree)].symbol;
                for child in self.read(tree, at, trees) {
                    let (first, end) = (at as u32, self.readings[child].end);
                    let child = child as u32;
                    let step = Step { symbol, value: 0, first, end, before: step, child };
                    self.go(place, next, step);
                }
            }
        }
    }

    /// Goes on from a node with what stands behind the step that leads to it.
    fn go(&mut self, place: Place<'a>, node: u32, step: Step) {
        let (node, at) = (place.tree.node(node), step.end as usize);
        let (accepts, goes_on) = (node.accepts(), node.goes_on(self.ahead(place.first, at)));
        if accepts.is_empty() && !goes_on {
            return;
        }
        let number = self.steps.len() as u32;
        self.steps.push(step);
        for &pattern in accepts {
            self.accept(place, Reading { pattern, end: step.end, step: number });
        }
        if goes_on {
            self.walk(place, node, at, number);
        }
    }

    /// What the token at `at` may be read as, in brief, where an expression from `first` on may reach
    /// it.
    fn ahead(&self, first: usize, at: usize) -> Hints {
        let near = self.matcher.after(at).filter(|at| at - first < LONGEST);
        near.map_or(0, |at| self.matcher.lexicon.hints(&self.matcher.tokens[at]))
    }

    /// Keeps a reading, unless an earlier row of its class reads the same tokens.
    fn accept(&mut self, place: Place<'a>, reading: Reading) {
        let patterns = &self.matcher.grammar.patterns;
        let rank = |reading: &Reading| patterns[reading.pattern as usize].rank;
        let is_same = |other: &Reading| other.end == reading.end && rank(other) == rank(&reading);
        let same = self.open[place.base..].iter().position(is_same);
        let same = same.map(|position| place.base + position);
        if same.is_some_and(|same| self.open[same].pattern <= reading.pattern)
            || !self.matcher.guards_hold(reading.pattern, place.first, reading.end as usize)
        {
            return;
        }
        if let Some(same) = same {
            self.open.remove(same);
        }
        self.open.push(reading);
    }
}
