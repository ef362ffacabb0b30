"""Generated titles in Kazakh and Russian, as many as a city has, for `benchmarks.search`.

Words follow Zipf's law: a few thousand are met again and again, tens of thousands once or twice.
They are put together from syllables and endings of each language and mean nothing.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.catalogue.records import (
    Contribution,
    Contributor,
    ContributorRole,
    Copy,
    CopyState,
    Identifier,
    Medium,
    Series,
    Subject,
    Title,
    TitleSubject,
)
from access.database.base import Base
from access.database.opening import Database
from access.network.records import PointKind, ServicePoint

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
BRANCHES, SPECIALISED = 28, 7
EDITIONS_A_HUNDRED = 9
COPIES_A_TITLE = 3
ROWS_AT_ONCE = 10_000

_SYLLABLES = {
    "kk": [
        "қа",
        "жа",
        "са",
        "ба",
        "та",
        "көр",
        "жүр",
        "бол",
        "ал",
        "ата",
        "тау",
        "сұл",
        "тан",
        "бек",
        "құл",
        "ман",
        "ғал",
        "дәр",
        "әл",
        "ес",
        "күн",
        "ай",
        "өл",
        "тө",
        "шың",
        "ырыс",
        "ел",
        "бұл",
        "ақ",
        "қара",
        "тем",
        "ор",
        "ұш",
        "жол",
        "сөз",
        "үй",
        "дос",
        "мең",
        "ғыс",
    ],
    "ru": [
        "по",
        "до",
        "за",
        "на",
        "вос",
        "пре",
        "стро",
        "гор",
        "вод",
        "вет",
        "дар",
        "род",
        "мир",
        "лес",
        "зем",
        "нов",
        "стар",
        "бел",
        "чер",
        "крас",
        "друг",
        "пут",
        "свет",
        "тём",
        "кол",
        "мол",
        "сер",
        "вер",
        "бор",
        "рож",
        "хо",
        "ди",
        "ще",
        "зна",
        "ле",
        "ме",
        "ра",
        "ту",
        "ко",
        "но",
    ],
}  # fmt: skip
_ENDINGS = {
    "kk": ["", "", "", "лар", "дың", "ы", "лық", "шы", "дағы", "мен", "ға"],
    "ru": ["ние", "ия", "ость", "ский", "ая", "ое", "ы", "ом", "а", "ник", "ки"],
}  # fmt: skip
_COMMON = {
    "kk": [
        "қазақ",
        "тарихы",
        "әдебиеті",
        "тілі",
        "туралы",
        "мен",
        "және",
        "өмір",
        "жыл",
        "дала",
        "жолы",
        "халық",
        "елі",
        "бала",
        "ана",
        "жүрек",
        "күй",
        "ән",
        "батыр",
        "хан",
        "сөз",
        "кітап",
        "өлең",
        "ертегі",
        "махаббат",
        "адам",
        "дүние",
        "таң",
    ],
    "ru": [
        "и",
        "в",
        "на",
        "о",
        "история",
        "книга",
        "жизнь",
        "мир",
        "русский",
        "язык",
        "литература",
        "дорога",
        "время",
        "человек",
        "война",
        "любовь",
        "сказки",
        "рассказы",
        "дом",
        "ночь",
        "день",
        "город",
        "тайна",
        "путь",
        "сборник",
        "лет",
        "учебник",
    ],
}  # fmt: skip
_GIVEN = {
    "kk": [
        "Мұхтар",
        "Абай",
        "Ілияс",
        "Сәкен",
        "Бауыржан",
        "Ғабит",
        "Әбіш",
        "Мұқағали",
        "Жұбан",
        "Шерхан",
        "Әлия",
        "Мәншүк",
    ],
    "ru": [
        "Иван",
        "Пётр",
        "Анна",
        "Мария",
        "Фёдор",
        "Михаил",
        "Лев",
        "Николай",
        "Ольга",
        "Сергей",
        "Юрий",
        "Ирина",
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A title as a question can be made of it."""

    title_id: int
    language: str
    name: str
    author: str
    series: str | None
    number: int | None
    isbn: str


class Words:
    """Words of a language, often and seldom ones, from one chance."""

    def __init__(self, language: str, chance: random.Random, seldom: int) -> None:
        self._chance = chance
        made = dict.fromkeys(
            "".join(chance.choices(_SYLLABLES[language], k=chance.choice((1, 2, 2, 3))))
            + chance.choice(_ENDINGS[language])
            for _ in range(seldom)
        )
        self._words = [*_COMMON[language], *(word for word in made if len(word) > 2)]
        weights = [1 / (rank + 8) for rank in range(len(self._words))]
        self._cumulated: list[float] = []
        total = 0.0
        for weight in weights:
            total += weight
            self._cumulated.append(total)

    def some(self, count: int) -> list[str]:
        """That many words."""
        return self._chance.choices(self._words, cum_weights=self._cumulated, k=count)


def fill(database: Database, titles: int, seed: int = 4) -> None:
    """Put that many titles, with all that hangs on them, into an empty database; index none."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    words = {language: Words(language, chance, 45_000) for language in ("kk", "ru")}
    with database.change.begin() as db:
        _fill_lists(db, words, chance, titles)
    numbers = iter(range(1, titles + 1))
    while part := list(islice(numbers, ROWS_AT_ONCE)):
        with database.change.begin() as db:
            _fill_titles(db, words, chance, part)


def samples_of(db: Session, count: int = 400) -> list[Sample]:
    """Some of the titles that are there, evenly chosen."""
    step = max(1, (db.scalar(select(func.count()).select_from(Title)) or 0) // count)
    rows = db.execute(
        select(
            Title.id, Title.language, Title.name, Contributor.name, Series.name,
            Title.series_number, Identifier.value,
        )
        .join(Contribution, Contribution.title_id == Title.id)
        .join(Contributor, Contributor.id == Contribution.contributor_id)
        .join(Identifier, Identifier.title_id == Title.id)
        .outerjoin(Series, Series.id == Title.series_id)
        .where(Title.id % step == 0)
        .order_by(Title.id)
    )  # fmt: skip
    return [
        Sample(number, language, name, author, series, int(place) if place else None, isbn)
        for number, language, name, author, series, place, isbn in rows
    ]


def _fill_lists(db: Session, words: dict[str, Words], chance: random.Random, titles: int) -> None:
    for number in range(1, BRANCHES + 1):
        db.add(
            ServicePoint(
                id=number, code=f"B{number}", kind=PointKind.BRANCH, names={},
                is_specialised=number <= SPECIALISED,
            )
        )  # fmt: skip
    db.flush()
    names = dict.fromkeys(_person(words, chance) for _ in range(max(10, titles // 8)))
    _put(db, Contributor, ({"id": at, "name": name} for at, name in enumerate(names, 1)))
    chains = dict.fromkeys(
        " ".join(words[chance.choice(("kk", "ru"))].some(2)).capitalize()
        for _ in range(max(10, titles // 60))
    )
    _put(db, Series, ({"id": at, "name": name} for at, name in enumerate(chains, 1)))
    _put(
        db,
        Subject,
        (
            {"id": at, "scheme": "own", "code": str(at), "name": " ".join(words["ru"].some(2))}
            for at in range(1, 301)
        ),
    )


def _person(words: dict[str, Words], chance: random.Random) -> str:
    language = chance.choice(("kk", "ru"))
    root = words[language].some(1)[0].capitalize()
    family = root + chance.choice(
        ("ов", "ева", "ский", "ұлы") if language == "kk" else ("ов", "ин")
    )
    given = chance.sample(_GIVEN[language], 2)
    if chance.random() < 0.4:
        return f"{family}, {given[0][0]}. {given[1][0]}."
    return f"{family}, {given[0]}"


def _fill_titles(
    db: Session, words: dict[str, Words], chance: random.Random, numbers: list[int]
) -> None:
    authors = db.scalar(select(func.count()).select_from(Contributor)) or 1
    chains = list(db.scalars(select(Series.id)))
    rows: dict[type[Base], list[dict[str, object]]] = {
        kind: []
        for kind in (
            Title, Contribution, TitleSubject, Identifier, Copy, Edition, EditionForm,
        )
    }  # fmt: skip
    for number in numbers:
        language = "kk" if chance.random() < 0.45 else "ru"
        name = " ".join(words[language].some(chance.choice((1, 2, 3, 3, 4, 5, 7)))).capitalize()
        chain = chance.choice(chains) if chance.random() < 0.15 else None
        place = chance.randint(1, 8) if chain else None
        author = chance.randint(1, authors)
        isbn = f"978{number:09}"
        isbn += str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(isbn)) % 10)
        rows[Title].append({
            "id": number, "name": name, "subtitle": "", "language": language,
            "languages": [language], "publisher": "", "published_year": chance.randint(1950, 2026),
            "annotation": " ".join(words[language].some(25)) if chance.random() < 0.3 else "",
            "series_id": chain, "series_number": place, "added_at": NOON, "changed_at": NOON,
        })  # fmt: skip
        rows[Contribution].append({
            "title_id": number, "contributor_id": author, "role": ContributorRole.AUTHOR,
            "place": 0,
        })  # fmt: skip
        subject = min(300, 1 + int(chance.expovariate(0.03)))
        rows[TitleSubject].append({"title_id": number, "subject_id": subject})
        rows[Identifier].append({"title_id": number, "scheme": "isbn", "value": isbn})
        rows[Copy] += (
            {
                "title_id": number, "service_point_id": chance.randint(1, BRANCHES),
                "medium": chance.choice((Medium.PRINT, Medium.PRINT, Medium.BRAILLE, Medium.AUDIO)),
                "state": CopyState.ON_SHELF,
            }
            for _ in range(COPIES_A_TITLE)
        )  # fmt: skip
        if number % 100 < EDITIONS_A_HUNDRED:
            rows[Edition].append({
                "id": number, "title_id": number, "manner_key": "standard", "language": language,
                "voices": {}, "speeds": {}, "folder": str(number), "fingerprint": str(number),
                "length_ms": 1, "sentences": 1, "faults": [], "warnings": [], "sections": [],
                "made_at": NOON, "published_at": NOON,
            })  # fmt: skip
            rows[EditionForm].append({
                "edition_id": number, "form": "daisy202", "places": [], "size_bytes": 1,
            })  # fmt: skip
    for kind, several in rows.items():
        _put(db, kind, iter(several))


def _put(db: Session, kind: type[Base], rows: Iterator[dict[str, object]]) -> None:
    while part := list(islice(rows, ROWS_AT_ONCE)):
        db.execute(insert(kind), part)
