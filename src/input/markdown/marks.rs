//! The marks of Markdown, which are no words.

/// `text` with a blank for each byte of a mark behind `body`: signs of headings and quotations, lines
/// of tables and code, stars, underscores and backticks around words, and the targets of links.
pub(super) fn blanked(text: &str, body: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        blank_line(line, &mut bytes[at..at + line.len()]);
        at += line.len();
    }
    // Marks have one byte, and targets of links are blanked whole.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn blank_line(line: &str, bytes: &mut [u8]) {
    let start = line.len() - line.trim_start().len();
    let marks = line[start..].trim_end();
    if is_rule(marks) {
        bytes[start..start + marks.len()].fill(b' ');
        return;
    }
    let opening = marks.bytes().take_while(|b| matches!(b, b'#' | b'>' | b' ')).count();
    if marks.starts_with(['#', '>']) && marks[..opening].ends_with(' ') {
        bytes[start..start + opening].fill(b' ');
    }
    let bullet = usize::from(marks.starts_with("* "));
    blank_links(line, bytes);
    blank_emphasis(line, start + bullet, bytes);
}

/// Whether a line only rules off: below the head of a table, or around code.
fn is_rule(line: &str) -> bool {
    let is_table = line.contains('-')
        && line.contains('|')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
    is_table || line.starts_with("```") || line.starts_with("~~~")
}

/// Blanks the brackets of links and all of their targets; the words stay.
fn blank_links(line: &str, bytes: &mut [u8]) {
    let mut behind = 0;
    for (middle, _) in line.match_indices("](") {
        let open = line[behind.min(middle)..middle].rfind('[').map(|at| behind + at);
        let close = line[middle..].find(')').map(|at| middle + at);
        let (Some(open), Some(close)) = (open, close) else { continue };
        let image = usize::from(line[..open].ends_with('!'));
        bytes[open - image..=open].fill(b' ');
        bytes[middle..=close].fill(b' ');
        behind = close + 1;
    }
}

/// Blanks stars, backticks, and underscores at the edge of a word.
fn blank_emphasis(line: &str, from: usize, bytes: &mut [u8]) {
    let letter = |at: Option<usize>| {
        let byte = at.and_then(|at| line.as_bytes().get(at));
        byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
    };
    for (at, byte) in bytes.iter_mut().enumerate().skip(from) {
        let is_mark = match byte {
            b'*' | b'`' => true,
            b'_' => !(letter(at.checked_sub(1)) && letter(Some(at + 1))),
            _ => false,
        };
        if is_mark {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_blanks_and_words_stay_where_they_are() {
        for (text, expected) in [
            ("# From the *ministry*\n", "  From the  ministry \n"),
            ("- **2001–2005:** García", "-   2001–2005:   García"),
            ("* a `b` __c__ d_e _f_", "* a  b    c   d_e  f "),
            ("| a | b |\n|---|:-:|\n", "| a | b |\n         \n"),
            ("> “No,” he said.", "  “No,” he said."),
            ("```\ncode\n```", "   \ncode\n   "),
            ("![boat](b.png) [1] a](b", "  boat         [1] a](b"),
            ("[a](b) [c](d)", " a      c    "),
            ("#tag and 5 > 3", "#tag and 5 > 3"),
        ] {
            assert_eq!(blanked(text, 0), expected, "{text}");
        }
        let found = blanked("He was [arrested](https://e.org/ñ) by the *Navy*.", 0);
        let words: Vec<&str> = found.split_whitespace().collect();
        assert_eq!(words, ["He", "was", "arrested", "by", "the", "Navy", "."]);
    }

    #[test]
    fn front_matter_is_left_alone() {
        assert_eq!(blanked("# *a*\n*b*", 6), "# *a*\n b ");
    }
}
