use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::Span;
use crate::tokens::fold;

/// Names to be searched for as they are written, for those that the dictionary lacks.
///
/// # Examples
///
/// ```
/// use cronica::mentions::Literals;
///
/// let literals = Literals::new(["Jose  Lopez"]);
/// let found = literals.find("Ayer, José\nLópez habló.");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].1.of("Ayer, José\nLópez habló."), "José\nLópez");
/// ```
#[derive(Clone, Debug)]
pub struct Literals {
    automaton: Option<AhoCorasick>,
    /// The position of each pattern among the names given.
    positions: Vec<usize>,
}

impl Literals {
    /// A search for these names, without regard to case, accents and white space; empty ones are
    /// passed over.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Literals {
        let (mut positions, mut patterns) = (Vec::new(), Vec::new());
        for (i, name) in names.into_iter().enumerate() {
            let words: Vec<String> = name.split_whitespace().map(fold).collect();
            let pattern = words.join(" ");
            if !pattern.is_empty() {
                positions.push(i);
                patterns.push(pattern);
            }
        }
        // Building fails only beyond four billion states, which a list of names cannot reach.
        let build =
            || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        Literals { automaton: if patterns.is_empty() { None } else { build() }, positions }
    }

    /// The whole words of `text` that are a name: the name's position and where it stands, in text
    /// order.
    pub fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let found = automaton.find_iter(&folded.text).filter_map(|found| {
            let span = folded.origin(found.start(), found.end());
            is_whole(text, span).then(|| (self.positions[found.pattern().as_usize()], span))
        });
        found.collect()
    }
}

/// A folded text with the way back.
struct Folded {
    text: String,
    /// For each byte of `text`, where the character that it comes from begins.
    starts: Vec<usize>,
    /// For each byte of `text`, where that character ends.
    ends: Vec<usize>,
}

impl Folded {
    fn new(original: &str) -> Folded {
        let mut folded = Folded { text: String::new(), starts: Vec::new(), ends: Vec::new() };
        let mut buffer = [0; 4];
        for (start, c) in original.char_indices() {
            if c.is_whitespace() {
                if !folded.text.ends_with(' ') {
                    folded.text.push(' ');
                }
            } else {
                folded.text.push_str(&fold(c.encode_utf8(&mut buffer)));
            }
            folded.starts.resize(folded.text.len(), start);
            folded.ends.resize(folded.text.len(), start + c.len_utf8());
        }
        folded
    }

    fn origin(&self, start: usize, end: usize) -> Span {
        Span::new(self.starts[start], self.ends[end - 1])
    }
}

/// Whether no letter or digit touches the span.
fn is_whole(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
}
