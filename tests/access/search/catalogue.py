"""A small catalogue in three languages, as libraries have them, for tests of the search."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import select
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
from access.network.records import PointKind, ServicePoint
from access.search.indexing import index_titles

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Book:
    """A title as a test writes it down; `key` names it in the list of what must be found."""

    key: str
    name: str
    author: str = ""
    language: str = "ru"
    series: str = ""
    number: str = ""
    subject: str = ""
    isbn: str = ""
    year: int | None = None
    subtitle: str = ""
    annotation: str = ""
    narrator: str = ""
    languages: list[str] = field(default_factory=list)


BOOKS = (
    Book(
        "crime", "Преступление и наказание", "Достоевский, Фёдор Михайлович", subject="Роман",
        isbn="978-5-17-118366-0", year=1866,
    ),
    Book("idiot", "Идиот", "Достоевский, Ф. М.", year=1869),
    Book("karamazov", "Братья Карамазовы", "Достоевский, Ф. М.", year=1880),
    Book("war", "Война и мир", "Толстой, Лев Николаевич", isbn="5-17-013001-5", year=1869),
    Book("anna", "Анна Каренина", "Толстой, Лев Николаевич", year=1877),
    Book("hadji", "Хаджи-Мурат", "Толстой, Л. Н."),
    Book("master", "Мастер и Маргарита", "Булгаков, Михаил Афанасьевич", year=1967),
    Book("dog", "Собачье сердце", "Булгаков, Михаил Афанасьевич"),
    Book("souls", "Мёртвые души", "Гоголь, Николай Васильевич"),
    Book("living", "Живые и мёртвые", "Симонов, Константин"),
    Book("cherry", "Вишнёвый сад", "Чехов, Антон Павлович", subject="Пьесы"),
    Book("ward", "Палата № 6", "Чехов, Антон Павлович"),
    Book("hedgehog", "Ёжик в тумане", "Козлов, Сергей Григорьевич", subject="Сказки"),
    Book("dandelion", "Вино из одуванчиков", "Брэдбери, Рэй"),
    Book("prince", "Маленький принц", "Сент-Экзюпери, Антуан де", subject="Сказки"),
    Book("gift", "Дары волхвов", "О'Генри"),
    Book("jungle", "Книга джунглей", "Киплинг, Редьярд"),
    Book("mowgli", "Маугли", "Киплинг, Редьярд", subject="Сказки"),
    Book("snow", "Плаха", "Айтматов, Чингиз Торекулович"),
    Book("day", "И дольше века длится день", "Айтматов, Чингиз Торекулович"),
    Book("silk", "Аз и Я", "Сулейменов, Олжас", subtitle="Книга благонамеренного читателя"),
    Book(
        "history", "История Казахстана", "", subject="История", year=2010,
        annotation="С древнейших времён до наших дней, со словарём.",
    ),
    Book("cook", "Книга о вкусной и здоровой пище", "", subject="Кулинария", year=1952),
    Book(
        "nature", "Заповедники Алматинской области", "Ковшарь, Анатолий Фёдорович",
        subject="Природа",
    ),
    Book(
        "eugene", "Евгений Онегин", "Пушкин, Александр Сергеевич", subject="Стихи",
        narrator="Смоктуновский, Иннокентий",
    ),
    Book("fairy", "Сказка о царе Салтане", "Пушкин, А. С.", subject="Сказки"),
    Book("hero", "Герой нашего времени", "Лермонтов, Михаил Юрьевич"),
    Book("sherlock", "Приключения Шерлока Холмса", "Дойл, Артур Конан"),
    Book("peter", "Пётр I", "Толстой, Алексей Николаевич"),
    Book(
        "potter1", "Гарри Поттер и философский камень", "Роулинг, Джоан Кэтлин",
        series="Гарри Поттер", number="1",
    ),
    Book(
        "potter2", "Гарри Поттер и Тайная комната", "Роулинг, Джоан Кэтлин",
        series="Гарри Поттер", number="2",
    ),
    Book(
        "potter3", "Гарри Поттер и узник Азкабана", "Роулинг, Джоан Кэтлин",
        series="Гарри Поттер", number="3",
    ),
    Book("1984", "1984", "Оруэлл, Джордж"),
    Book(
        "abai", "Абай жолы", "Әуезов, Мұхтар", "kk", series="Абай жолы", number="1",
        subject="Роман", year=1942,
    ),
    Book(
        "abai2", "Абай жолы. Екінші кітап", "Әуезов, Мұхтар", "kk", series="Абай жолы",
        number="2",
    ),
    Book("aboutabai", "Абай туралы сөз", "Жұмалиев, Қажым", "kk"),
    Book("words", "Қара сөздер", "Құнанбайұлы, Абай", "kk"),
    Book("nomads1", "Алмас қылыш", "Есенберлин, Ілияс", "kk", series="Көшпенділер", number="1"),
    Book("nomads2", "Жанталас", "Есенберлин, Ілияс", "kk", series="Көшпенділер", number="2"),
    Book("nomads3", "Қаһар", "Есенберлин, Ілияс", "kk", series="Көшпенділер", number="3"),
    Book("kozha", "Менің атым Қожа", "Соқпақбаев, Бердібек", "kk", subject="Балалар әдебиеті"),
    Book("tales", "Қазақ халқының ертегілері", "", "kk", subject="Ертегі"),
    Book("proverbs", "Қазақтың мақал-мәтелдері", "", "kk", subject="Фольклор"),
    Book("blood", "Қан мен тер", "Нұрпейісов, Әбдіжәміл", "kk", series="Қан мен тер", number="1"),
    Book("nest", "Ұшқан ұя", "Момышұлы, Бауыржан", "kk"),
    Book("horse", "Құлагер", "Жансүгіров, Ілияс", "kk", subject="Поэма"),
    Book("qyzzhibek", "Қыз Жібек", "", "kk", subject="Дастан"),
    Book("sultan", "Сұлтан Бейбарыс", "Иманасов, С.", "kk"),
    Book("bread", "Ел басына күн туса", "Иманасов, С.", "kk"),
    Book("school", "Балаларға арналған өлеңдер", "Алтынсарин, Ыбырай", "kk"),
    Book("mother", "Ананың жүрегі", "Мұсірепов, Ғабит", "kk"),
    Book(
        "steppe", "Дала балладалары", "Жұмаділов, Қабдеш", "kk",
        annotation="Жылқышылар мен шопандардың тағдыры туралы.",
    ),
    Book("latin", "Qazaq tiliniñ sözdıgı", "Ysqaqov, Ahmedi", "kk", subject="Сөздік"),
    Book("latin18", "Altyn saqa", "Belgisiz avtor", "kk"),
    Book("ancient", "Ежелгі Түркістан", "", "kk", year=2001),
    Book(
        "both", "Қазақша-орысша сөздік", "Бектаев, Қалдыбай", "kk", languages=["kk", "ru"],
        subject="Сөздік",
    ),
    Book(
        "alice", "Alice's Adventures in Wonderland", "Carroll, Lewis", "en",
        subject="Fairy tales",
    ),
    Book("jane", "Jane Eyre", "Brontë, Charlotte", "en"),
    Book("cities", "A Tale of Two Cities", "Dickens, Charles", "en"),
    Book("crime_en", "Crime and Punishment", "Dostoyevsky, Fyodor", "en"),
    Book("treasure", "Treasure Island", "Stevenson, Robert Louis", "en"),
    Book("mice", "Of Mice and Men", "Steinbeck, John", "en"),
)  # fmt: skip


def lay(db: Session) -> dict[str, int]:
    """Put the books into the catalogue and the index; their numbers by key."""
    ids: dict[str, int] = {}
    for book in BOOKS:
        title = add(db, book)
        ids[book.key] = title.id
    index_titles(db, ids.values())
    return ids


def add(db: Session, book: Book) -> Title:
    """One of them, not yet in the index."""
    title = Title(
        name=book.name, subtitle=book.subtitle, language=book.language,
        languages=book.languages or [book.language], annotation=book.annotation,
        published_year=book.year, added_at=NOON, changed_at=NOON,
        series_number=Decimal(book.number) if book.number else None,
    )  # fmt: skip
    db.add(title)
    db.flush()
    if book.series:
        title.series_id = series(db, book.series)
    for place, (name, role) in enumerate(
        [(book.author, ContributorRole.AUTHOR), (book.narrator, ContributorRole.NARRATOR)]
    ):
        if name:
            who = contributor(db, name)
            db.add(Contribution(title_id=title.id, contributor_id=who, role=role, place=place))
    if book.subject:
        db.add(TitleSubject(title_id=title.id, subject_id=about(db, book.subject)))
    if book.isbn:
        db.add(Identifier(title_id=title.id, scheme="isbn", value=book.isbn))
    db.flush()
    return title


def series(db: Session, name: str) -> int:
    """The number of a series, made if need be."""
    found = db.scalars(select(Series).where(Series.name == name)).one_or_none()
    if found is None:
        found = Series(name=name)
        db.add(found)
        db.flush()
    return found.id


def contributor(db: Session, name: str) -> int:
    """The number of a person, made if need be."""
    found = db.scalars(select(Contributor).where(Contributor.name == name)).one_or_none()
    if found is None:
        found = Contributor(name=name)
        db.add(found)
        db.flush()
    return found.id


def about(db: Session, name: str) -> int:
    """The number of a subject, made if need be."""
    found = db.scalars(select(Subject).where(Subject.code == name)).one_or_none()
    if found is None:
        found = Subject(code=name, name=name)
        db.add(found)
        db.flush()
    return found.id


def point(db: Session, code: str, *, is_specialised: bool = False) -> int:
    """A branch of that code."""
    branch = ServicePoint(
        code=code, kind=PointKind.BRANCH, names={"ru": code}, is_specialised=is_specialised
    )
    db.add(branch)
    db.flush()
    return branch.id


def put_copy(
    db: Session, title_id: int, point_id: int, medium: Medium, state: CopyState = CopyState.ON_SHELF
) -> None:
    """A copy of a title there."""
    db.add(Copy(title_id=title_id, service_point_id=point_id, medium=medium, state=state))
    db.flush()


def publish(db: Session, title_id: int, *forms: str, is_published: bool = True) -> Edition:
    """An edition of a title in these forms."""
    edition = Edition(
        title_id=title_id, manner_key="standard", language="kk", voices={}, speeds={},
        folder=str(title_id), fingerprint="0", length_ms=3_600_000, sentences=1, made_at=NOON,
        published_at=NOON if is_published else None,
        forms=[EditionForm(form=form, places=[form], size_bytes=1) for form in forms],
    )  # fmt: skip
    db.add(edition)
    db.flush()
    return edition
