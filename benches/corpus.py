#!/usr/bin/env python3
"""Write a folder of articles for measuring speed, made from the project's own seeds.

usage: benches/corpus.py FOLDER [MEGABYTES]     (64 unless told)

Each article joins paragraphs of one seed in another order, with other years, days, persons and
places, drawn from a generator with a fixed start: the same folder on every machine. The names come
from the project's gazetteers. The seeds are summaries, with a dated event in every second line;
like an article, the corpus has three paragraphs without any date for one with. FOLDER gets a
sources.csv with a publication date for each article.
"""
import csv, pathlib, random, re, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ["allende.txt", "cienfuegos.txt", "cooperation.txt", "cronologia.txt", "guacamaya.txt",
         "zambada.txt"]
PARAGRAPHS = 30


def names(kind, types=()):
    with open(ROOT / "gazetteers" / f"{kind}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["name"] for row in rows if not types or row["type"] in types]


DATED = re.compile(r"\d|\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|"
                   r"miércoles|jueves|viernes|sábado|domingo|year|month|week|day|años?|mes|meses|"
                   r"días?|semana|january|february|march|april|may|june|july|august|september|"
                   r"october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
                   r"septiembre|octubre|noviembre|diciembre)s?\b", re.IGNORECASE)


def undated(lines):
    """The sentences that name no time, in paragraphs of three."""
    sentences = [s for line in lines for s in re.split(r"(?<=[.!?…”]) (?=[A-ZÁÉÍÓÚ¿¡“])", line)]
    plain = [s.lstrip("•#- ") for s in sentences if len(s) > 30 and not DATED.search(s)]
    return [" ".join(plain[i:i + 3]) for i in range(0, len(plain), 3)]


def vary(text, found, choices, random):
    """The text with about half of the names in it exchanged."""
    for name in found:
        if random.random() < 0.5:
            text = text.replace(name, random.choice(choices))
    return text


def main():
    folder = pathlib.Path(sys.argv[1])
    size = int(sys.argv[2]) * 1_000_000 if len(sys.argv) > 2 else 64_000_000
    folder.mkdir(parents=True, exist_ok=True)
    generator = random.Random(2026)
    persons, places = names("person"), names("place", ["municipality", "city", "capital", "town"])
    places = [name for name in places if "," not in name]
    seeds = []
    for name in SEEDS:
        text = (ROOT / "seeds" / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.strip()]
        words = " ".join(lines)
        seeds.append((
            "es" if name in ("cronologia.txt", "guacamaya.txt") else "en",
            lines,
            [person for person in persons if person in words],
            [place for place in places if len(place) > 4 and place in words],
        ))
    plain = {
        language: [part for seed in seeds if seed[0] == language for part in undated(seed[1])]
        for language in ("en", "es")
    }
    written, number, rows = 0, 0, []
    while written < size:
        language, lines, people, towns = seeds[number % len(seeds)]
        shift, days = generator.randrange(-12, 3), generator.randrange(0, 12)
        parts = [generator.choice(plain[language] if i % 4 else lines) for i in range(PARAGRAPHS)]
        text = "\n\n".join(parts)
        text = re.sub(r"\b(19[89]\d|20[012]\d)\b", lambda m: str(int(m[0]) + shift), text)
        text = re.sub(r"\b([1-9]|1\d)\b(?= de |,)", lambda m: str(int(m[0]) + days % 9), text)
        text = vary(text, people, persons, generator)
        text = vary(text, towns, places, generator)
        name = f"{number // 1000:03}/{number:06}.txt"
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        rows.append((path.parent, path.name, f"{2024 + shift}-{1 + days:02}-15", language))
        written += len(text.encode())
        number += 1
    for parent in sorted({row[0] for row in rows}):
        with open(parent / "sources.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["file", "published", "language"])
            table.writerows(row[1:] for row in rows if row[0] == parent)
    print(f"{number} articles, {written} bytes in {folder}")


main()
