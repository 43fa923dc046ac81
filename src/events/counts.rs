//! Numbers in figures and words.

/// A number as a text has it.
#[derive(Clone, Copy)]
pub(super) struct Count {
    pub(super) value: f64,
    pub(super) vague: bool,
    /// Whether smaller numbers may still be added: “2 mil” before “293”.
    pub(super) open: bool,
}

impl Count {
    pub(super) fn exact(value: f64) -> Count {
        Count { value, vague: false, open: false }
    }

    /// “2 mil”, “2 mil 293”, “treinta y cinco” is left to the words between.
    /// `times` tells that `next` multiplies.
    pub(super) fn join(self, next: Count, times: bool) -> Option<Count> {
        if times && self.value < next.value {
            return Some(Count { value: self.value * next.value, open: true, ..self });
        }
        let adds = (self.open || self.value >= 20.0 && self.value < 100.0 && next.value < 10.0)
            && next.value < self.value
            && (self.open || self.value % 10.0 == 0.0);
        adds.then_some(Count { value: self.value + next.value, open: false, ..self })
    }
}

/// Reads `2,000`, `2.000`, `1.5`: three digits behind a mark are thousands.
pub(super) fn number(text: &str) -> Option<f64> {
    if !text.contains([',', '.']) {
        return text.parse().ok();
    }
    if text.split([',', '.']).skip(1).all(|part| part.len() == 3) {
        return text.replace([',', '.'], "").parse().ok();
    }
    text.replace(',', ".").parse().ok()
}
