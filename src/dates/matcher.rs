//! Tokens → candidates: which pattern reads which tokens.

use super::grammar::{Grammar, Tree};
use super::lexicon::{Class, Edge, Lexicon, Symbol, number_edges, whole};
use crate::tokens::{Gap, Shape, Tokens};

/// No expression has more tokens than this; it keeps a search linear in the text.
const LONGEST: usize = 28;

/// A symbol that a pattern has read.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub symbol: Symbol,
    pub value: i32,
    /// The first token and the one behind the last.
    pub first: usize,
    pub end: usize,
    /// For a piece with an operation: what it has read.
    pub child: Option<Box<Candidate>>,
}

/// Tokens that a pattern reads.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub pattern: u32,
    pub first: usize,
    pub end: usize,
    pub captures: Vec<Capture>,
}

/// A search through the tokens of one text.
pub(super) struct Matcher<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
}

impl Matcher<'_> {
    /// What `build` makes of the longest candidates from left to right, without overlap; one of
    /// which it makes nothing gives way to a shorter one.
    pub fn find<T>(&self, build: impl Fn(&Candidate) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let token = &self.tokens[at];
            if token.shape != Shape::Number && !self.lexicon.knows(token.word) {
                at += 1;
                continue;
            }
            let candidates = self.candidates(at);
            let built = candidates.iter().find_map(|c| Some((c.end, build(c)?)));
            match built {
                Some((end, value)) => {
                    at = end;
                    found.push(value);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The candidates that begin at a token, longest first, then in the order of their rows.
    fn candidates(&self, at: usize) -> Vec<Candidate> {
        let mut all = Vec::new();
        for &top in &self.grammar.tops {
            all.extend(self.read(top, at).into_iter().filter(|found| self.stands_apart(found)));
        }
        all.sort_by_key(|candidate| std::cmp::Reverse(candidate.end));
        all
    }

    /// All ways to read the tokens from `at` by one tree; for each end the first row that does.
    fn read(&self, tree: u16, at: usize) -> Vec<Candidate> {
        let mut search = Search { matcher: self, first: at, path: Vec::new(), found: Vec::new() };
        search.walk(&self.grammar.trees[tree as usize].1, Tree::ROOT, at);
        search.found
    }

    /// Calls `found` with every single symbol that can be read at `at`.
    fn edges(&self, at: usize, mut found: impl FnMut(Edge)) {
        self.lexicon.edges(self.tokens, at, &mut found);
        let Some(token) = self.tokens.get(at) else { return };
        if token.shape == Shape::Number {
            number_edges(self.text, self.tokens, at, &mut found);
        }
        if let Some((value, end)) = self.number(at) {
            found(Edge { symbol: Class::Number.symbol(), value, end });
        }
        if token.shape.is_word() {
            found(Edge { symbol: Class::Any.symbol(), value: 0, end: at + 1 });
            if token.shape.is_capitalized() {
                found(Edge { symbol: Class::Name.symbol(), value: 0, end: at + 1 });
            }
        }
        if (token.shape == Shape::Upper || token.shape == Shape::Capital)
            && let Some(value) = roman(token.span().of(self.text))
        {
            found(Edge { symbol: Class::Roman.symbol(), value, end: at + 1 });
        }
    }

    /// A whole number in figures or words and the token behind it.
    fn number(&self, at: usize) -> Option<(i32, usize)> {
        let token = &self.tokens[at];
        if token.shape == Shape::Number {
            return Some((whole(token.span().of(self.text))?, at + 1));
        }
        let cardinal = |at: usize| {
            let token = self.tokens.get(at)?;
            self.lexicon.value(token, Class::Cardinal.symbol())
        };
        let (mut total, mut part) = (0, cardinal(at)?);
        let mut end = at + 1;
        let mut last = part;
        loop {
            let mut next = end;
            let joins = |at: usize| {
                let token = self.tokens.get(at)?;
                self.lexicon.value(token, Class::Joint.symbol())
            };
            if joins(next).is_some() {
                next += 1;
            }
            let Some(value) = cardinal(next).filter(|_| next < at + 8) else { break };
            match value {
                1000 if part > 0 && next == end => {
                    total += part * 1000;
                    part = 0;
                }
                100 if next == end && part < 10 => part *= 100,
                1..=9 if last >= 20 => part += value,
                10..=99 if last >= 100 => part += value,
                100..=900 if last >= 1000 => part += value,
                _ => break,
            }
            last = value;
            end = next + 1;
        }
        Some((total + part, end))
    }

    /// Whether a candidate that begins or ends with figures is not a part of a longer number,
    /// code or address.
    fn stands_apart(&self, candidate: &Candidate) -> bool {
        let first = &self.tokens[candidate.first];
        if first.shape == Shape::Number && first.gap == Gap::None && candidate.first > 0 {
            let before = &self.tokens[candidate.first - 1];
            let mark = before.span().of(self.text);
            let joined = before.shape != Shape::Mark || "-–—/.:#$€£_@+=&,".contains(mark);
            let worded = self.behind_word(candidate.first - 1);
            if joined && !(mark == "-" && worded) {
                return false;
            }
        }
        let last = &self.tokens[candidate.end - 1];
        let Some(next) = self.tokens.get(candidate.end) else { return true };
        if last.shape != Shape::Number || next.gap != Gap::None {
            return true;
        }
        if next.shape != Shape::Mark {
            return next.span().of(self.text).starts_with(['\'', '’']);
        }
        let mark = next.span().of(self.text);
        let digit_follows = self
            .tokens
            .get(candidate.end + 1)
            .is_some_and(|token| token.gap == Gap::None && token.shape == Shape::Number);
        !("%°_@=".contains(mark) || (digit_follows && "-/.:,–".contains(mark)))
    }

    /// Whether the mark at `at` joins a word (“mid-1990”, “pre-2012”).
    fn behind_word(&self, at: usize) -> bool {
        at > 0 && self.tokens[at].gap == Gap::None && self.tokens[at - 1].shape == Shape::Lower
    }
}

struct Search<'a, 'b> {
    matcher: &'a Matcher<'b>,
    first: usize,
    path: Vec<Capture>,
    found: Vec<Candidate>,
}

impl Search<'_, '_> {
    /// Follows the tree from `node` with the tokens from `at`; as deep as the longest pattern.
    fn walk(&mut self, tree: &Tree, node: u32, at: usize) {
        self.accept(tree, node, at);
        let Some(token) = self.matcher.tokens.get(at) else { return };
        let inside = at > self.first;
        if at - self.first >= LONGEST || (inside && token.gap >= Gap::Paragraph) {
            return;
        }
        let glued = token.gap == Gap::None;
        let mut edges = [Edge { symbol: Symbol(0), value: 0, end: 0 }; 24];
        let mut count = 0;
        self.matcher.edges(at, |edge| {
            if count < edges.len() {
                edges[count] = edge;
                count += 1;
            }
        });
        for edge in &edges[..count] {
            self.follow(tree, node, at, edge, false);
            if glued {
                self.follow(tree, node, at, edge, true);
            }
        }
        for &(piece, tight) in &tree.node(node).pieces {
            if !tight || glued {
                self.enter(tree, node, at, piece, tight);
            }
        }
    }

    fn follow(&mut self, tree: &Tree, node: u32, at: usize, edge: &Edge, glued: bool) {
        if let Some(next) = tree.step(node, edge.symbol, glued) {
            let Edge { symbol, value, end } = *edge;
            self.path.push(Capture { symbol, value, first: at, end, child: None });
            self.walk(tree, next, end);
            self.path.pop();
        }
    }

    fn enter(&mut self, tree: &Tree, node: u32, at: usize, piece: u16, glued: bool) {
        let (symbol, _) = self.matcher.grammar.trees[piece as usize];
        let Some(next) = tree.step(node, symbol, glued) else { return };
        for child in self.matcher.read(piece, at) {
            let (depth, end) = (self.path.len(), child.end);
            let pattern = &self.matcher.grammar.patterns[child.pattern as usize];
            if pattern.operation.is_none() {
                self.path.extend(child.captures);
            } else {
                let child = Some(Box::new(child));
                self.path.push(Capture { symbol, value: 0, first: at, end, child });
            }
            self.walk(tree, next, end);
            self.path.truncate(depth);
        }
    }

    fn accept(&mut self, tree: &Tree, node: u32, end: usize) {
        for &pattern in &tree.node(node).accepts {
            if self.found.iter().any(|c| c.end == end && c.pattern <= pattern)
                || !self.guards_hold(pattern, end)
            {
                continue;
            }
            self.found.retain(|c| c.end != end);
            let captures = self.path.clone();
            self.found.push(Candidate { pattern, first: self.first, end, captures });
        }
    }

    fn guards_hold(&self, pattern: u32, end: usize) -> bool {
        let guards = &self.matcher.grammar.patterns[pattern as usize].guards;
        let is = |at: Option<usize>, symbol| {
            let mut is = false;
            if let Some(at) = at.filter(|at| *at < self.matcher.tokens.len()) {
                self.matcher.edges(at, |edge| is |= edge.symbol == symbol && edge.end == at + 1);
            }
            is
        };
        let before = self.first.checked_sub(1);
        let before = before.filter(|_| self.matcher.tokens[self.first].gap < Gap::Paragraph);
        // “no. 2019”: the word before the full stop is meant.
        let stop = |at: &usize| self.matcher.tokens[*at].span().of(self.matcher.text) == ".";
        let before = before.map(|at| if at > 0 && stop(&at) { at - 1 } else { at });
        let after = Some(end).filter(|at| {
            self.matcher.tokens.get(*at).is_some_and(|token| token.gap < Gap::Paragraph)
        });
        let (mut needs, mut any) = (false, false);
        for guard in guards {
            let stands = is(if guard.behind { after } else { before }, guard.symbol);
            if guard.wanted {
                needs = true;
                any |= stands;
            } else if stands {
                return false;
            }
        }
        !needs || any
    }
}

/// The value of a Roman numeral up to 39, as centuries and months have them.
fn roman(text: &str) -> Option<i32> {
    if text.len() > 6 {
        return None;
    }
    let digit = |b| match b {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        _ => None,
    };
    let mut values = Vec::with_capacity(text.len());
    for b in text.bytes() {
        values.push(digit(b)?);
    }
    let mut total = 0;
    for (i, value) in values.iter().enumerate() {
        let less = values.get(i + 1).is_some_and(|next| next > value);
        total += if less { -value } else { *value };
    }
    (total > 0).then_some(total)
}
