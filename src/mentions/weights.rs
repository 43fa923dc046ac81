use crate::error::{Error, Result};
use crate::tables::Tables;

/// Declares the weights of `rules/mentions/weights.tsv`, by name.
macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// How much each sort of evidence counts for a reading of a name.
        #[derive(Clone, Debug, Default)]
        pub(super) struct Weights { $($(#[$doc])* pub $name: f32,)* }

        impl Weights {
            fn slot(&mut self, name: &str) -> Option<&mut f32> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }

            const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

weights! {
    /// What a reading needs to be believed.
    accept,
    /// Readings that differ by less are rivals.
    margin,
    /// A form that is no weak one.
    plain,
    /// A weak form.
    weak,
    /// A nickname that its row does not mark as famous.
    nickname,
    /// A nickname without its article, or a name without it.
    bare,
    /// A form made from a person's full name.
    generated,
    /// The canonical name.
    canonical,
    /// How well known the entity is, from 0 to 1.
    salience,
    /// The document names the entity by another, surer form.
    established,
    /// The document names no first-level division more often than the body's, by itself or by its places.
    home_region,
    /// The document names the entity's parent.
    parent,
    /// The document names a place in the same first-level division.
    region,
    /// The parent follows after a comma or in parentheses.
    adjacent,
    /// A place with the same parent stands beside in a list.
    sibling,
    /// A place in the same country that is named beyond doubt stands beside in a list.
    listed,
    /// A country or division stands behind a comma in which the place does not lie.
    elsewhere,
    /// A word such as “brothers” stands right before a place, whose name is then a family's.
    family,
    /// Many may have the given name and surname, and the text does not have the full name.
    frequent,
    /// A body's weak name stands within an office: “secretario de la Defensa”.
    office,
    /// The entity's country has the greatest share in what the document names.
    country,
    /// A weak name, and the entity's country has the document's language.
    home_language,
    /// A weak name of a body that is no state's or city's.
    nationwide,
    /// The same as `country`, for a weak name of a place.
    country_of_weak_place,
    /// The entity's country is not named.
    foreign,
    /// The same, for a form made from the full name of somebody who is not well known.
    foreign_generated,
    /// The share of that which counts where few can have that name; names that many have count more.
    rare_name,
    /// From which salience on a place is known beyond its country.
    famous,
    /// The same as `foreign`, for bodies of a state and places.
    foreign_body,
    /// An adjective before the name tells the entity's country.
    national,
    /// A preposition of place stands before a place.
    locative,
    /// A preposition of place stands before another than a place.
    not_locative,
    /// The name has the bearer's nickname between quotation marks; subtracted where another's.
    nicknamed,
    /// A word before says that a place is named: “the town of”; subtracted for others.
    announced,
    /// The same as `foreign`, for a nickname.
    foreign_nickname,
    /// A title stands before a person.
    title,
    /// A title stands before another than a person.
    not_title,
    /// The word `alias` or the like stands before a nickname.
    alias,
    /// The entity began only after the document.
    unborn,
    /// The entity ended long before the document.
    gone,
}

impl Weights {
    /// The weights of the tables.
    pub fn new(tables: &Tables) -> Result<Weights> {
        let mut weights = Weights::default();
        let mut missing = Weights::NAMES.to_vec();
        for record in tables.table("mentions", "weights")? {
            let name = record.get("name");
            let Some(slot) = weights.slot(name) else {
                let known = Weights::NAMES.join(", ");
                let message = format!("the weight `{name}` is not known; use one of {known}");
                return Err(record.error(message));
            };
            *slot = record
                .get("weight")
                .parse()
                .map_err(|_| record.error(format!("`{}` is no number", record.get("weight"))))?;
            missing.retain(|known| *known != name);
        }
        match missing.first() {
            None => Ok(weights),
            Some(name) => {
                let message = format!("the weight `{name}` is missing; add a row for it");
                Err(Error::data("rules/mentions/weights.tsv", 0, message))
            }
        }
    }
}
