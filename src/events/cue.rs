//! The closed set of what a word can be besides a trigger: bits that rows of `rules/cues` give.

/// A set of cues, a bit each.
pub(in crate::events) type Cues = u128;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Number { $($name,)* }
        $($(#[$doc])* pub(super) const $name: Cues = 1 << Number::$name as u8;)*

        /// The bit of a name in the tables.
        pub(super) fn named(name: &str) -> Option<Cues> {
            match name { $($text => Some($name),)* _ => None }
        }
    };
}

cues! {
    NEGATION = "negation",
    MODAL = "modal",
    CONDITION = "condition",
    FUTURE = "future",
    ALLEGATION = "allegation",
    ATTRIBUTION = "attribution",
    RELATIVE = "relative",
    RELATIVE_TIME = "relative-time",
    /// A relative pronoun that is object: “whom”, “a quien”.
    RELATIVE_OBJECT = "relative-object",
    /// A relative pronoun that is neither subject nor object: “where”, “whose”.
    RELATIVE_PLACE = "relative-place",
    /// A relative pronoun that means no person: “which”.
    RELATIVE_THING = "relative-thing",
    /// A relative pronoun that means a person: “quien”.
    RELATIVE_PERSON = "relative-person",
    COMPLEMENT = "complement",
    SUBORDINATOR = "subordinator",
    /// A preposition of time that can also begin a clause.
    TEMPORAL = "temporal",
    COORDINATOR = "coordinator",
    BE = "be",
    HAVE = "have",
    /// A verb that does nothing but help another: “did”, “managed to”, “volvió a”.
    DO = "do",
    /// A verb that helps a gerund right behind it: “began kidnapping”.
    BEGINS = "begins",
    /// A verb for what is still to come for someone: “faces”.
    AWAITS = "awaits",
    /// A verb that brings about what another does: “sent”, “ordered”.
    CAUSES = "causes",
    /// A verb that says of the next that it was tried: “attempted to”.
    ATTEMPT = "attempt",
    PERSON_PRONOUN = "person-pronoun",
    PLURAL_PRONOUN = "plural-pronoun",
    /// “both”, “los hermanos”: the two who were named together.
    PAIR = "pair",
    /// “both governments”, “los dos países”: the two countries that were named last.
    COUNTRY_PAIR = "country-pair",
    /// What is left of one who died: “body”, “cuerpo”.
    BODY_NOUN = "body-noun",
    /// A noun for those who govern a country: “government”, “autoridades”.
    STATE_NOUN = "state-noun",
    FEMININE = "feminine",
    /// A noun for what one person is, which can stand for or beside the name: “periodista”, “ex fiscal”.
    TITLE = "title",
    GROUP_PRONOUN = "group-pronoun",
    POSSESSIVE = "possessive",
    CLITIC = "clitic",
    DETERMINER = "determiner",
    DEFINITE = "definite",
    /// A noun for people who belong to something (“agents of”).
    MEMBER = "member",
    /// A noun for a relative, who is another than the one named behind “of”.
    KIN = "kin",
    PERSON_NOUN = "person-noun",
    AGENCY_NOUN = "agency-noun",
    GROUP_NOUN = "group-noun",
    /// A noun by which any body of a state can be called: “la dependencia”.
    ANY_BODY = "any-body",
    SIMULTANEOUS = "simultaneous",
    ANAPHOR = "anaphor",
    OFFICE = "office",
    TERM = "term",
    PLACE_NOUN = "place-noun",
    /// A noun by which a text goes on to call a town that it named; so with the next three.
    TOWN_NOUN = "town-noun",
    CAPITAL_NOUN = "capital-noun",
    PROVINCE_NOUN = "province-noun",
    PRISON_NOUN = "prison-noun",
    /// Before a noun for what was named before: “that”, “dicha”, “same”.
    DEMONSTRATIVE = "demonstrative",
    /// Before a noun for the place where the report was written: “this”.
    HERE = "here",
    AMONG = "among",
    /// Before another who did the same: “as did X”.
    SHARES = "shares",
    /// Tells that the same befell another: “also”, “likewise”.
    LIKEWISE = "likewise",
    ADVERB = "adverb",
    PREP_OF = "prep-of",
    PREP_BY = "prep-by",
    PREP_TO = "prep-to",
    PREP_WITH = "prep-with",
    PREP_AGAINST = "prep-against",
    PREP_FOR = "prep-for",
    PREP_FROM = "prep-from",
    PREP_BETWEEN = "prep-between",
    PREP_ON = "prep-on",
    PREP_IN = "prep-in",
    PREP_BEFORE = "prep-before",
    PREP_OTHER = "prep-other",
    LOYAL = "loyal",
    UNTIL = "until",
    INFINITIVE = "infinitive",
    STANCE = "stance",
    REFLEXIVE = "reflexive",
    /// The small word of a verb such as “hand over”.
    PARTICLE = "particle",
    /// A noun that is plural without an ending: “police”, “people”.
    PLURAL = "plural",
    /// Begins a clause of the same time as its host: “as”, “while”.
    MEANWHILE = "meanwhile",
    /// The modal of a future seen from the past: “would”.
    PROSPECT = "prospect",
    /// Says that what follows did not happen: “denied”.
    DENIES = "denies",
    /// Before a deed that someone is held to have done: “accused of”.
    ACCUSES = "accuses",
    /// The first and the second word of a pair that joins two: “tanto … como”.
    CORRELATIVE = "correlative",
    /// Gives each of several dates to one of as many names: “respectively”.
    RESPECTIVE = "respective",
    /// Before the count with which another is compared: “up from”, “frente a”.
    COMPARES = "compares",
    /// Someone, or a paper of someone, who takes a side: “prosecutors”, “the indictment”.
    CLAIMANT = "claimant",
    /// A noun for a single person of whom no more is said: “man”, “policía”.
    SOMEONE = "someone",
    /// Before what was instead: “no X, sino Y”.
    CORRECTS = "corrects",
    /// Before a name: it is not who is told of, “not X”, “everyone but X”.
    EXCEPTS = "excepts",
}

/// Any preposition.
pub(super) const PREPOSITION: Cues = PREP_OF
    | PREP_BY
    | PREP_TO
    | PREP_WITH
    | PREP_AGAINST
    | PREP_FOR
    | PREP_FROM
    | PREP_BETWEEN
    | PREP_ON
    | PREP_IN
    | PREP_BEFORE
    | PREP_OTHER
    | TEMPORAL
    | LOYAL
    | ATTRIBUTION;

/// A noun for someone, or a paper of someone, who can say something.
pub(super) const SOURCE: Cues =
    CLAIMANT | PERSON_NOUN | AGENCY_NOUN | GROUP_NOUN | STATE_NOUN | MEMBER | OFFICE | TITLE | KIN;

/// What a word goes on telling where it is part of a trigger or of a longer phrase.
pub(super) const LASTING: Cues =
    STANCE | DENIES | ACCUSES | CLAIMANT | REFLEXIVE | BEGINS | ATTEMPT | CAUSES | AWAITS;

/// Any verb that helps another.
pub(super) const HELPER: Cues = BE | HAVE | DO;
