//! How much speaks for each reading of a candidate.

use super::dictionary::{Form, flag};
use super::evidence::Cues;
use super::link::Linker;
use super::people::Bearer;
use super::scan::Candidate;
use crate::model::{EntityKind, Via};

/// A reading of a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub form: &'a Form,
    pub score: f32,
}

/// How many readings may be as good as the best one of a weak name.
const MOST_ALIKE: usize = 2;

/// How great the share of a country must be for its places to come before famous ones abroad.
const LOCAL: f32 = 0.5;

/// How many rivals a mention lists.
const MOST_RIVALS: usize = 5;

impl<'a> Linker<'a> {
    /// The person of the document whom given names with an initial for the surname (“Ovidio “N””)
    /// mean.
    pub fn initialled(&self, candidate: &Candidate) -> Option<Bearer> {
        let (scan, text) = (&self.scan, self.document.text());
        let given = scan.before_initial(candidate.last).filter(|last| *last >= candidate.first)?;
        let own = self.people.unlisted(scan, text, candidate).map(Bearer::Unlisted);
        self.people.only_given(scan, text, (candidate.first, given), own.as_ref()).cloned()
    }

    /// The best believable reading, and others as good.
    pub fn readings(
        &mut self,
        candidate: &Candidate<'a>,
        next: Option<&Candidate>,
        cues: Cues<'a>,
    ) -> (Option<Reading<'a>>, Vec<u32>) {
        let mut readings = std::mem::take(&mut self.readings);
        readings.clear();
        for form in candidate.fitting() {
            let score = self.score(candidate, form, next, cues);
            match readings.iter_mut().find(|reading| reading.form.entity == form.entity) {
                Some(reading) if reading.score < score => *reading = Reading { form, score },
                Some(_) => {}
                None => readings.push(Reading { form, score }),
            }
        }
        let best = self.best(&mut readings);
        self.readings = readings;
        best
    }

    /// The best believable one of `readings`, and others as good.
    fn best(&self, readings: &mut Vec<Reading<'a>>) -> (Option<Reading<'a>>, Vec<u32>) {
        let weights = &self.gazetteer.weights;
        readings.retain(|reading| reading.score >= weights.accept);
        readings
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.form.entity.cmp(&b.form.entity)));
        let Some(best) = readings.first().copied() else { return (None, Vec::new()) };
        // A name that fits many alike says nothing about which of them is meant, nor does it tell that one
        // of them is better known.
        let regional = |r: &Reading| self.dictionary().region(r.form.entity).is_some();
        // “la Fiscalía” is the nation's where nothing speaks for one state's.
        let lesser = |r: &Reading| !regional(&best) && regional(r);
        let alike = |r: &&Reading| best.score - r.score < weights.salience && !lesser(r);
        let is_place = best.form.kind == EntityKind::Place;
        if best.form.has(flag::WEAK)
            && !is_place
            && readings.iter().filter(alike).count() > MOST_ALIKE
        {
            return (None, Vec::new());
        }
        let rivals = readings[1..]
            .iter()
            .take_while(|reading| best.score - reading.score < weights.margin)
            .map(|reading| reading.form.entity)
            .take(MOST_RIVALS)
            .collect();
        (Some(best), rivals)
    }

    /// How much speaks for `form` as the reading of `candidate`.
    fn score(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: Option<&Candidate>,
        cues: Cues<'a>,
    ) -> f32 {
        let mut score = 0.0;
        self.weigh(candidate, form, next, cues, &mut |_, weight| score += weight);
        score
    }

    /// Calls `add` with the name and the weight of each piece of evidence for `form` as the
    /// reading of `candidate`.
    pub fn weigh(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: Option<&Candidate>,
        cues: Cues<'a>,
        add: &mut impl FnMut(&'static str, f32),
    ) {
        let (weights, dictionary) = (&self.gazetteer.weights, self.dictionary());
        let facts = dictionary.facts(form.entity);
        let kind = form.kind;
        let is_weak = form.has(flag::WEAK);
        let (name, weight) =
            if is_weak { ("weak", weights.weak) } else { ("plain", weights.plain) };
        add(name, weight);
        let mut add = |holds: bool, name: &'static str, weight: f32| {
            if holds {
                add(name, weight);
            }
        };
        let nickname = form.has(flag::NICKNAME) && !form.has(flag::STRONG);
        add(nickname, "nickname", weights.nickname);
        add(form.has(flag::BARE), "bare", weights.bare);
        add(form.has(flag::GENERATED), "generated", weights.generated);
        // “Juárez” is no more the name of one of its bearers than of another.
        let shared_place = is_weak && kind == EntityKind::Place;
        add(form.has(flag::CANONICAL) || shared_place, "canonical", weights.canonical);
        add(true, "salience", weights.salience * facts.salience);
        add(self.evidence.is_established(form.entity), "established", weights.established);
        let parent = facts.parents.iter().any(|p| self.evidence.is_established(*p));
        let is_place = kind == EntityKind::Place;
        add(parent && (!is_place || !facts.is_large), "parent", weights.parent);
        let local = is_place || kind == EntityKind::Agency;
        let region =
            local && !facts.is_large && self.evidence.names_region(dictionary, form.entity);
        add(region, "region", weights.region);
        let adjacent =
            is_place && next.is_some_and(|next| self.names_parent(candidate, form, next));
        add(adjacent, "adjacent", weights.adjacent);
        let within = is_place && form.has(flag::WEAK) && self.is_behind_part(candidate, form);
        add(within, "behind_part", weights.adjacent);
        add(is_place && self.has_sibling(form, cues.siblings), "sibling", weights.sibling);
        let listed = is_place && self.is_listed(form, cues.siblings);
        add(listed, "listed", weights.listed);
        let famous = is_place && facts.salience >= weights.famous;
        let elsewhere = is_place
            && !adjacent
            && next.is_some_and(|next| self.is_elsewhere(candidate, form, next, famous));
        add(elsewhere, "elsewhere", weights.elsewhere);
        let within = match kind {
            EntityKind::Agency => is_weak,
            kind => kind == EntityKind::Media,
        };
        add(cues.office && within, "office", weights.office);
        let at_home = || {
            let language = self.document.language();
            facts.countries.iter().any(|c| self.gazetteer.languages.get(c) == Some(&language))
        };
        let body = is_weak && kind == EntityKind::Agency;
        add(body && at_home(), "home_language", weights.home_language);
        let at_center = body && self.evidence.is_at_home(dictionary, form.entity);
        add(at_center, "home_region", weights.home_region);
        let nationwide = body && dictionary.region(form.entity).is_none();
        add(nationwide, "nationwide", weights.nationwide);
        let share = self.evidence.share(dictionary, form.entity);
        let small = is_place && is_weak;
        let by_share = if small { weights.country_of_weak_place } else { weights.country };
        add(share > 0.0, "country", share * by_share);
        let obscure = || !facts.is_large && (!famous || self.has_local_rival(candidate, form));
        let foreign = self.evidence.is_foreign(dictionary, form.entity) && obscure();
        let shared = is_weak || candidate.forms.iter().any(|other| other.entity != form.entity);
        let by_country = is_place || (kind == EntityKind::Agency && shared);
        let by_foreign = match (by_country, nickname) {
            (true, _) => weights.foreign_body,
            (_, true) => weights.foreign_nickname,
            // Other countries have a “Dirección de Inteligencia Policial” as well.
            _ if candidate.pattern == Some(kind) && kind == EntityKind::Agency => {
                weights.foreign_body * (1.0 - facts.salience)
            }
            _ => weights.foreign,
        };
        add(foreign, "foreign", by_foreign);
        let obscured = foreign && form.has(flag::GENERATED);
        let chance = dictionary.chance(form);
        let shared = weights.rare_name.max(chance);
        let unknown = weights.foreign_generated * shared * (1.0 - facts.salience);
        add(obscured, "foreign_generated", unknown);
        add(chance > 0.0, "frequent", weights.frequent * chance * (1.0 - facts.salience));
        let national = candidate.country.map(|country| facts.countries.contains(&country));
        add(national == Some(true), "national", weights.national);
        add(national == Some(false), "national", -weights.national);
        add((cues.locative || cues.locative_article) && is_place, "locative", weights.locative);
        add(cues.locative && !is_place, "not_locative", weights.not_locative);
        add(cues.family && is_place, "family", weights.family);
        add(cues.title && kind == EntityKind::Person, "title", weights.title);
        add(cues.title && kind != EntityKind::Person, "not_title", weights.not_title);
        let bears =
            |nickname: &Form| nickname.entity == form.entity && nickname.has(flag::NICKNAME);
        let nicknamed = cues.nicknames.iter().any(bears);
        let others = cues.nicknames.iter().any(|nickname| {
            nickname.has(flag::NICKNAME)
                && candidate.forms.iter().any(|other| other.entity == nickname.entity)
        });
        add(nicknamed, "nicknamed", weights.nicknamed);
        add(!nicknamed && others, "not_nicknamed", -weights.nicknamed);
        add(candidate.announced && is_place, "announced", weights.announced);
        add(candidate.announced && !is_place, "not_announced", -weights.announced);
        // No man is meant by “the town of Miguel Alemán”.
        let nobody = candidate.announced && kind == EntityKind::Person;
        add(nobody, "not_plain", -weights.plain);
        add(cues.alias && form.has(flag::NICKNAME), "alias", weights.alias);
        add(self.is_unborn(form.entity), "unborn", weights.unborn);
    }

    /// Whether `next` stands behind a comma or parenthesis and names the parent of the form's
    /// entity.
    fn names_parent(&self, candidate: &Candidate, form: &Form, next: &Candidate) -> bool {
        let marks = &self.gazetteer.marks;
        let between = candidate.last + 1..next.first;
        let apposed = between.len() == 1
            && self.scan.tokens[between.start].word != marks.stop
            && [marks.comma, marks.open].contains(&self.scan.tokens[between.start].word);
        let dictionary = self.dictionary();
        apposed
            && next.forms.iter().any(|parent| {
                let mut at = form.entity;
                (0..3).any(|_| {
                    let parents = &dictionary.facts(at).parents;
                    let Some(above) = parents.first() else { return false };
                    at = *above;
                    *above == parent.entity
                })
            })
    }

    /// Whether the mention right before, with a comma or parenthesis between, is a place within the
    /// form's entity: “Tampa, FL”.
    fn is_behind_part(&self, candidate: &Candidate, form: &Form) -> bool {
        let (marks, dictionary) = (&self.gazetteer.marks, self.dictionary());
        let Some(mark) = candidate.first.checked_sub(1) else { return false };
        let token = self.scan.tokens[mark];
        let joined = [marks.comma, marks.open].contains(&token.word);
        let before = self
            .mentions
            .last()
            .filter(|mention| joined && self.scan.tokens.at(mention.span.end) == mark);
        let part = before.and_then(|mention| mention.referent.entity());
        part.is_some_and(|part| dictionary.region(part.number) == Some(form.entity))
    }

    /// Whether a candidate listed beside (“Córdoba, Sucre y Bolívar”) may be a place with the same
    /// parent.
    fn has_sibling(&self, form: &Form, siblings: [Option<&'a [Form]>; 2]) -> bool {
        let dictionary = self.dictionary();
        let parents = &dictionary.facts(form.entity).parents;
        let shares = |other: &Form| {
            other.entity != form.entity
                && other.kind == EntityKind::Place
                && dictionary.facts(other.entity).parents.iter().any(|p| parents.contains(p))
        };
        siblings.iter().flatten().any(|forms| forms.iter().any(shares))
    }

    /// Whether a candidate listed beside is a place in the same country and nothing else.
    fn is_listed(&self, form: &Form, siblings: [Option<&'a [Form]>; 2]) -> bool {
        let dictionary = self.dictionary();
        let countries = &dictionary.facts(form.entity).countries;
        let beside = |other: &Form| {
            let facts = dictionary.facts(other.entity);
            other.kind == EntityKind::Place
                && other.entity != form.entity
                && !facts.parents.is_empty()
                && *facts.countries == **countries
        };
        siblings.iter().flatten().any(|forms| !forms.is_empty() && forms.iter().all(beside))
    }

    /// Whether `next` stands behind a comma and is a country or one of its divisions, in another country
    /// than the place of `form`: “Pueblo Nuevo, departamento de Francisco Morazán”. A `famous` place
    /// may stand in a list beside a country.
    fn is_elsewhere(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: &Candidate,
        famous: bool,
    ) -> bool {
        let dictionary = self.dictionary();
        let comma = self.scan.tokens[candidate.last + 1].word == self.gazetteer.marks.comma;
        let apposed = comma && candidate.last + 2 == next.first;
        let country = &dictionary.facts(form.entity).countries;
        let mut large = next.fitting().filter(|other| {
            let facts = dictionary.facts(other.entity);
            dictionary.kind(other.entity) == EntityKind::Place
                && facts.is_large
                && !(famous && facts.parents.is_empty())
        });
        let mut others = next.fitting().map(|other| &dictionary.facts(other.entity).countries);
        apposed
            && large.next().is_some()
            && others.all(|of| !of.iter().any(|one| country.contains(one)))
    }

    /// Whether `candidate` is also the name of a place in a country that the text names, and the place of
    /// `form` is in none: “Córdoba” in a text about Colombia.
    fn has_local_rival(&self, candidate: &Candidate, form: &Form) -> bool {
        let dictionary = self.dictionary();
        let share = |entity| self.evidence.share(dictionary, entity);
        let local = |other: &Form| {
            dictionary.kind(other.entity) == EntityKind::Place && share(other.entity) > LOCAL
        };
        share(form.entity) == 0.0 && candidate.fitting().any(local)
    }

    /// Whether the entity began only after the document was published.
    fn is_unborn(&self, entity: u32) -> bool {
        let published = self.evidence.published.latest;
        published
            .is_some_and(|day| self.dictionary().begin(entity).is_some_and(|begin| begin > day))
    }
}

/// In which way a form names its entity.
pub(super) fn via(form: &Form) -> Via {
    if form.has(flag::NICKNAME) {
        Via::Nickname
    } else if form.has(flag::ACRONYM) {
        Via::Acronym
    } else if form.has(flag::CANONICAL) && !form.has(flag::BARE) {
        Via::Name
    } else {
        Via::Alias
    }
}

/// The confidence that a score stands for.
pub(super) fn confidence(score: f32) -> f32 {
    (0.45 + score / 4.0).clamp(0.3, 0.99)
}
