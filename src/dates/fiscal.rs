//! Years as the accounts of the government of the United States have them: that of 2023 begins in
//! October 2022.

use super::expression::{Expression, Fields, From, Year};
use super::moment::Moment;
use super::resolve::Resolver;
use super::resolved::Resolved;
use super::year::of_year;
use crate::model::EdtfDate;

/// The first month of the year.
const OCTOBER: u8 = 10;

impl Resolver<'_, '_> {
    /// The months of a fiscal year, half or quarter; its value is that of the year it is named for.
    pub(super) fn fiscal(&self, fields: &Fields, expression: &Expression) -> Resolved {
        let named = self.fields(fields, expression);
        let begun = matches!(fields.year, Year::Relative(_, From::Published))
            && self.context.published.and_then(|date| date.month_code()) >= Some(OCTOBER);
        let date = named.moment.and_then(|moment| moment.date());
        let year = date.map(|date| date.year_number() + i32::from(begun));
        let found = year.and_then(|year| {
            let (first, last) = months(year, fields.month)?;
            Some((of_year(fields, year)?, Moment::Span(first, last)))
        });
        let Some((name, moment)) = found else { return named };
        let whole = Resolved::at(moment, named.basis, named.anchor);
        Resolved { value: Moment::Date(name).value(), choice: named.choice, ..whole }
    }
}

/// The first and last month of a fiscal year, or of a half or quarter of it.
fn months(year: i32, part: Option<u8>) -> Option<(EdtfDate, EdtfDate)> {
    let (start, count) = match part {
        None => (0, 12),
        Some(quarter @ 33..=36) => (3 * i32::from(quarter - 33), 3),
        Some(half @ (40 | 41)) => (6 * i32::from(half - 40), 6),
        Some(_) => return None,
    };
    let month = |number: i32| {
        let all = (year - 1).checked_mul(12)? + i32::from(OCTOBER) - 1 + number;
        EdtfDate::month(all.div_euclid(12), all.rem_euclid(12) as u8 + 1)
    };
    Some((month(start)?, month(start + count - 1)?))
}
