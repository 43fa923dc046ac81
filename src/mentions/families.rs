//! Families that a document names: “los hermanos Arellano Félix”, “the Treviño brothers”.

use super::people::People;
use super::scan::Scan;
use super::words::class;
use crate::tokens::{Gap, Word};

/// The most words of a family's name.
const LONGEST: usize = 3;
/// How many persons may bear one surname for it to tell a family.
const MOST_OF_ONE: usize = 6;
/// How many persons may bear two surnames for them to tell a family.
const MOST_OF_TWO: usize = 16;

/// Adds to `people` the members of the families that the text names, for their given names.
pub(super) fn add(scan: Scan, people: &mut People) {
    for i in scan.all(class::FAMILY) {
        let behind = (i + 1..scan.tokens.len()).take_while(|j| stands(scan, *j));
        let behind: Vec<Word> = behind.take(LONGEST).map(|j| scan.tokens[j].word).collect();
        let before = (0..i).rev().take_while(|j| stands(scan, *j));
        let mut before: Vec<Word> = before.take(LONGEST).map(|j| scan.tokens[j].word).collect();
        before.reverse();
        for n in (1..=behind.len()).rev() {
            if add_family(scan, people, &behind[..n], i) {
                break;
            }
        }
        for n in 0..before.len() {
            if add_family(scan, people, &before[n..], i) {
                break;
            }
        }
    }
}

/// Whether token `j` may be a word of a family's name.
fn stands(scan: Scan, j: usize) -> bool {
    scan.is_capital(j) && scan.tokens[j].gap < Gap::Line
}

fn add_family(scan: Scan, people: &mut People, surnames: &[Word], at: usize) -> bool {
    let members = scan.dictionary.with_surnames(surnames);
    let most = if surnames.len() > 1 { MOST_OF_TWO } else { MOST_OF_ONE };
    let is_family = (2..=most).contains(&members.len());
    if is_family {
        members.iter().for_each(|member| people.add_relative(scan.dictionary, *member, at));
    }
    is_family
}
