//! One tree at one token → all ways to read it.

use super::beginnings::Next;
use super::class::{Class, Hints, Symbol, hint};
use super::lexicon::Edge;
use super::matcher::{Candidate, Capture, Matcher};
use super::sight::{Question, Sight};
use super::tree::{Entrance, Node, Tree};

/// No expression has more tokens than this; it keeps a search linear in the text.
const LONGEST: usize = 28;

/// Tokens that a search looks at in most cases.
const CELLS: usize = 16;

/// No step, result or cell.
const NONE: u32 = u32::MAX;

/// Which pattern reads the tokens from one on up to `end`.
#[derive(Clone, Copy, Debug)]
struct Reading {
    pattern: u32,
    end: u32,
    /// The last of its steps.
    step: u32,
}

/// A symbol read on the way through a tree.
#[derive(Clone, Copy, Debug)]
struct Step {
    symbol: Symbol,
    value: i32,
    /// Whether the value is that of figures or of a Roman numeral.
    numeral: bool,
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
struct Trees {
    /// A bit each.
    bits: u64,
    /// Where their ranges begin in `known`.
    known: u32,
}

/// Searches in a text, each of which reads nothing twice.
pub(super) struct Search<'a> {
    sight: Sight<'a>,
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
    fn has(self, tree: u16) -> bool {
        self.bits >> tree & 1 == 1
    }
}

impl<'a> Search<'a> {
    pub fn new(matcher: Matcher<'a>) -> Search<'a> {
        Search {
            sight: Sight::new(matcher),
            index: vec![0; matcher.tokens.len()],
            cells: Vec::with_capacity(CELLS),
            edges: Vec::with_capacity(4 * CELLS),
            known: Vec::with_capacity(8 * CELLS),
            readings: Vec::with_capacity(4 * CELLS),
            open: Vec::new(),
            steps: Vec::with_capacity(8 * CELLS),
        }
    }

    /// The ways to read the tokens from `at`, whose places count from there, longest first, then in
    /// the order of their classes.
    pub fn candidates(&mut self, at: usize) -> Vec<Candidate> {
        self.begin(at);
        let Sight { grammar, .. } = self.sight;
        let trees = self.trees(at);
        let mut readings = Vec::new();
        for &top in grammar.tops.iter().filter(|top| trees.has(**top)) {
            readings.extend(self.read(top, at, trees).map(|number| self.readings[number]));
        }
        let rank = |reading: &Reading| grammar.patterns[reading.pattern as usize].rank;
        readings.sort_by_key(|reading| (std::cmp::Reverse(reading.end), rank(reading)));
        readings.iter().map(|reading| self.candidate(*reading, at)).collect()
    }

    /// All that the last search has asked of the tokens, in this order.
    pub fn asked(&mut self) -> &[Question] {
        self.sight.asked()
    }

    /// Forgets what is known of other tokens: a search asks for all that it depends on.
    fn begin(&mut self, at: usize) {
        self.sight.begin(at);
        self.cells.clear();
        self.edges.clear();
        self.known.clear();
        self.readings.clear();
        self.steps.clear();
    }

    /// The trees that can begin at `at`.
    fn trees(&mut self, at: usize) -> Trees {
        let cell = self.cell(at);
        self.beginning(cell)
    }

    /// All ways to read the tokens from `at` by one of the `trees` that can begin there; for each end
    /// the first row of each class that does.
    fn read(&mut self, tree: u16, at: usize, trees: Trees) -> std::ops::Range<usize> {
        let Trees { bits, known } = trees;
        let grammar = self.sight.grammar;
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

    /// A reading with all that it has captured.
    fn candidate(&self, reading: Reading, first: usize) -> Candidate {
        let mut captures = Vec::new();
        self.captures(reading.step, &mut captures);
        let [first, end] = [first, reading.end as usize].map(|at| self.sight.distance(at) as usize);
        Candidate { pattern: reading.pattern, first, end, captures }
    }

    /// Appends what the steps up to `step` have captured; as deep as the longest pattern.
    fn captures(&self, step: u32, captures: &mut Vec<Capture>) {
        let Some(&Step { symbol, value, numeral, first, end, before, child }) =
            self.steps.get(step as usize)
        else {
            return;
        };
        self.captures(before, captures);
        let reading = self.readings.get(child as usize);
        let is_part = |reading: &Reading| {
            self.sight.grammar.patterns[reading.pattern as usize].operation.is_none()
        };
        if let Some(part) = reading.filter(|reading| is_part(reading)) {
            self.captures(part.step, captures);
            return;
        }
        let child = reading.map(|reading| Box::new(self.candidate(*reading, first as usize)));
        let [first, end] = [first, end].map(|at| self.sight.distance(at as usize) as usize);
        let class = Class::general(symbol);
        captures.push(Capture { symbol, class, value, numeral, first, end, child });
    }

    /// The number of the cell of token `at`.
    fn cell(&mut self, at: usize) -> usize {
        let known = self.index[at] as usize;
        if self.cells.get(known).is_some_and(|cell| cell.at as usize == at) {
            return known;
        }
        let start = self.edges.len() as u32;
        let mut hints = 0;
        self.sight.edges(at, |edge| {
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
        let first = self.sight.grammar.beginnings.first(edge.symbol);
        let (second, hints) = match self.sight.goes_on(edge.end, first.hints) {
            false => (0..0, 0),
            true => {
                let cell = self.cell(edge.end);
                let Cell { edges: (start, end), hints, .. } = self.cells[cell];
                (start as usize..end as usize, hints)
            }
        };
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
        let glued = self.sight.is_glued(at);
        let cell = self.cell(at);
        let Cell { edges: (start, end), hints, .. } = self.cells[cell];
        let edges = if node.takes_any(hints) { start..end } else { 0..0 };
        for edge in edges {
            let (Edge { symbol, value, end, numeral }, begun) = self.edges[edge as usize];
            let unfit = is_root && begun >> place.number & 1 == 0;
            if unfit || !node.takes(symbol) {
                continue;
            }
            for tight in [false, true] {
                if (!tight || glued && node.has_tight())
                    && let Some(next) = node.step(symbol, tight)
                {
                    let (first, end) = (at as u32, end as u32);
                    let read =
                        Step { symbol, value, numeral, first, end, before: step, child: NONE };
                    self.go(place, next, read);
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
                let symbol = self.sight.grammar.trees[usize::from(tree)].symbol;
                for child in self.read(tree, at, trees) {
                    let (first, end) = (at as u32, self.readings[child].end);
                    let child = child as u32;
                    let (value, numeral) = (0, false);
                    let read = Step { symbol, value, numeral, first, end, before: step, child };
                    self.go(place, next, read);
                }
            }
        }
    }

    /// Goes on from a node with what stands behind the step that leads to it.
    fn go(&mut self, place: Place<'a>, node: u32, step: Step) {
        let (node, at) = (place.tree.node(node), step.end as usize);
        let accepts = node.accepts();
        let goes_on = at - place.first < LONGEST && self.sight.goes_on(at, node.hints());
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

    /// Keeps a reading, unless an earlier row of its class reads the same tokens.
    fn accept(&mut self, place: Place<'a>, reading: Reading) {
        let patterns = &self.sight.grammar.patterns;
        let rank = |reading: &Reading| patterns[reading.pattern as usize].rank;
        let is_same = |other: &Reading| other.end == reading.end && rank(other) == rank(&reading);
        let same = self.open[place.base..].iter().position(is_same);
        let same = same.map(|position| place.base + position);
        if same.is_some_and(|same| self.open[same].pattern <= reading.pattern)
            || !self.sight.guards_hold(reading.pattern, place.first, reading.end as usize)
        {
            return;
        }
        if let Some(same) = same {
            self.open.remove(same);
        }
        self.open.push(reading);
    }
}
