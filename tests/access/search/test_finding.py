"""Finding titles: order, pages, filters, corrections, and questions that nobody would ask."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from access.catalogue.records import CopyState, Medium, Title
from access.database.opening import Database
from access.search import titles
from access.search.errors import BadCursor
from access.search.filters import Filters
from access.search.finding import find
from access.search.indexing import index_titles
from access.search.mending import Correction, Why
from tests.access.search.catalogue import NOON, Book, add, lay, point, publish, put_copy, series


@dataclass(frozen=True)
class Shelf:
    """A session over the small catalogue, and its titles' numbers by key."""

    db: Session
    ids: dict[str, int]

    def found(self, text: str, filters: Filters | None = None) -> list[str]:
        """The keys of what is found, in order."""
        keys = {number: key for key, number in self.ids.items()}
        return [
            keys[hit.title_id]
            for hit in find(self.db, text, filters=filters or Filters(), limit=100).hits
        ]


@pytest.fixture
def shelf(db: Session) -> Shelf:
    return Shelf(db, lay(db))


def test_the_exact_name_comes_first(shelf: Shelf) -> None:
    """Before titles that have the word beside others, though these can be heard."""
    publish(shelf.db, shelf.ids["potter1"], "daisy202")
    for key, name in (("long", "Плаха и топор"), ("later", "Новая плаха")):
        shelf.ids[key] = add(shelf.db, Book(key, name)).id
        publish(shelf.db, shelf.ids[key], "daisy202")
    index_titles(shelf.db, shelf.ids.values())
    assert shelf.found("плаха") == ["snow", "long", "later"]


def test_a_word_in_the_title_counts_more_than_anywhere_else(db: Session) -> None:
    """Title, then author, series, subject, annotation."""
    ids = {
        book.key: add(db, book).id
        for book in (
            Book("annotation", "Одно", annotation="О городе Кедров."),
            Book("subject", "Второе", subject="Кедров"),
            Book("series", "Третье", series="Кедров"),
            Book("author", "Четвёртое", author="Кедров, Иван"),
            Book("title", "Пятое: Кедров"),
        )
    }
    index_titles(db, ids.values())
    assert Shelf(db, ids).found("кедров") == ["title", "author", "series", "subject", "annotation"]


def test_what_can_be_heard_comes_before_what_cannot(db: Session) -> None:
    """Where all else is equal; a withdrawn or unpublished edition and braille are not heard."""
    ids = {key: add(db, Book(key, "Сборник стихов")).id for key in ("a", "b", "c", "d", "e")}
    index_titles(db, ids.values())
    publish(db, ids["a"], "brf")
    publish(db, ids["b"], "mp3", is_published=False)
    publish(db, ids["d"], "mp3")
    put_copy(db, ids["e"], point(db, "B1"), Medium.AUDIO)
    assert Shelf(db, ids).found("сборник стихов") == ["d", "e", "a", "b", "c"]


def test_a_series_comes_in_its_order(shelf: Shelf) -> None:
    publish(shelf.db, shelf.ids["nomads3"], "mp3")
    assert shelf.found("көшпенділер") == ["nomads1", "nomads2", "nomads3"]


def test_a_hidden_title_is_not_found(shelf: Shelf) -> None:
    title = shelf.db.get_one(Title, shelf.ids["horse"])
    title.hidden_at = NOON
    shelf.db.flush()
    assert shelf.found("құлагер") == []
    assert "horse" not in shelf.found("")


def test_letters_as_they_are_written_come_first(db: Session) -> None:
    """«Мыло» and «Мило» have one key; who asks for one gets it first."""
    ids = {name: add(db, Book(name, name)).id for name in ("Мило", "Мыло")}
    index_titles(db, ids.values())
    assert Shelf(db, ids).found("мыло") == ["Мыло", "Мило"]
    assert Shelf(db, ids).found("мило") == ["Мило", "Мыло"]


@pytest.fixture(params=[(2_000, 8_000), (0, 8_000), (0, 0)], ids=["few", "listed", "many"])
def _sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small catalogue is looked through in each of the ways that large ones are."""
    monkeypatch.setattr(titles, "MANY_WITH_WORDS", request.param[0])
    monkeypatch.setattr(titles, "SHORT_LIST", request.param[1])


@pytest.mark.usefixtures("_sizes")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(language="en"), {"crime_en", "alice", "jane"}),
        (Filters(has_audio=False, year_to=1869), {"idiot"}),
        (Filters(medium=Medium.BRAILLE), {"crime", "alice"}),
        (Filters(medium=Medium.BRAILLE, is_on_shelf=True), {"crime"}),
        (Filters(medium=Medium.PRINT, is_specialised=True), set()),
        (Filters(is_specialised=True), {"crime", "alice"}),
        (Filters(has_audio=True), {"abai", "crime"}),
        (Filters(has_audio=True, language="kk"), {"abai"}),
        (Filters(form="brf"), {"abai"}),
        (Filters(year_from=1866, year_to=1869), {"crime", "idiot"}),
        (Filters(year_from=1870), {"abai"}),
    ],
)
def test_filters_narrow_what_is_found(db: Session, filters: Filters, found: set[str]) -> None:
    """With words and without, the same."""
    every = lay(db)
    ids = {key: every[key] for key in ("crime", "crime_en", "abai", "idiot", "alice", "jane")}
    for key in set(every) - set(ids):
        db.get_one(Title, every[key]).hidden_at = NOON
    special, other = point(db, "S", is_specialised=True), point(db, "O")
    put_copy(db, ids["crime"], special, Medium.BRAILLE)
    put_copy(db, ids["alice"], special, Medium.BRAILLE, CopyState.ON_LOAN)
    put_copy(db, ids["jane"], other, Medium.PRINT)
    put_copy(db, ids["idiot"], special, Medium.PRINT, CopyState.WITHDRAWN)
    publish(db, ids["abai"], "daisy202", "brf")
    publish(db, ids["crime"], "mp3")
    db.flush()
    shelf = Shelf(db, ids)
    assert set(shelf.found("", filters)) == found
    for key, title_id in ids.items():
        name = db.get_one(Title, title_id).name
        assert (key in shelf.found(name, filters)) == (key in found), key


def test_titles_are_found_by_author_subject_series_and_place(shelf: Shelf) -> None:
    """By the numbers of these, as a link on a page has them."""
    title = shelf.db.get_one(Title, shelf.ids["potter2"])
    author = find(shelf.db, "тайная комната").hits[0].authors[0]
    assert author == "Роулинг, Джоан Кэтлин"
    branch = point(shelf.db, "B7")
    put_copy(shelf.db, shelf.ids["potter2"], branch, Medium.PRINT)
    assert shelf.found("поттер", Filters(series_id=title.series_id)) == [
        "potter1", "potter2", "potter3",
    ]  # fmt: skip
    assert shelf.found("", Filters(service_point_id=branch)) == ["potter2"]
    assert shelf.found("гарри", Filters(service_point_id=branch)) == ["potter2"]
    assert shelf.found("гарри", Filters(series_id=series(shelf.db, "Көшпенділер"))) == []


def test_a_title_in_two_languages_is_found_in_each(shelf: Shelf) -> None:
    assert shelf.found("сөздік", Filters(language="ru")) == ["both"]


def test_without_words_titles_come_by_name_in_pages(shelf: Shelf) -> None:
    """Each title once, the pages one after the other."""
    seen: list[int] = []
    cursor = None
    while True:
        page = find(shelf.db, "", cursor=cursor, limit=7)
        seen += [hit.title_id for hit in page.hits]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(seen) == sorted(shelf.ids.values())
    assert page.total == len(shelf.ids)


def test_pages_follow_one_another(shelf: Shelf) -> None:
    whole = find(shelf.db, "достоевский")
    first = find(shelf.db, "достоевский", limit=2)
    rest = find(shelf.db, "достоевский", limit=2, cursor=first.next_cursor)
    assert first.total == whole.total == 4
    assert first.hits + rest.hits == whole.hits
    assert rest.next_cursor is None


@pytest.mark.parametrize("cursor", ["", "-1", "x", "99999", "٣", "1 OR 1=1"])
def test_a_mark_of_no_page_is_refused(db: Session, cursor: str) -> None:
    with pytest.raises(BadCursor) as refused:
        find(db, "абай", cursor=cursor)
    assert refused.value.cursor == cursor


@pytest.mark.parametrize(
    ("typed", "taken_as", "correction"),
    [
        ("достаевский", "достоевский", Correction("достаевский", "достоевский", Why.SPELLING)),
        ("құлагир", "құлагер", Correction("құлагир", "құлагер", Why.SPELLING)),
        ("treasure iland", "treasure island", Correction("iland", "island", Why.SPELLING)),
        ("ghtcnegktybt", "преступление", Correction("ghtcnegktybt", "преступление", Why.LAYOUT)),
        ("ghtcnegkybt", "преступление", Correction("ghtcnegkybt", "преступление", Why.LAYOUT)),
    ],
)
def test_a_correction_is_told(
    shelf: Shelf, typed: str, taken_as: str, correction: Correction
) -> None:
    """So that a page or the telephone can say what was looked for instead."""
    found = find(shelf.db, typed)
    assert found.taken_as == taken_as
    assert found.corrections == (correction,)
    assert found.hits


def test_what_was_found_as_asked_is_not_corrected(shelf: Shelf) -> None:
    found = find(shelf.db, "преступления")
    assert (found.taken_as, found.corrections, found.left_out) == ("преступления", (), ())


def test_a_word_too_many_is_left_out_and_told(shelf: Shelf) -> None:
    found = find(shelf.db, "аудиокнига абай жолы")
    assert found.hits[0].title_id == shelf.ids["abai"]
    assert found.left_out == ("аудиокнига",)


def test_nothing_like_it_finds_nothing(shelf: Shelf) -> None:
    found = find(shelf.db, "щъъщжжщ ыыъы")
    assert (found.hits, found.total, found.next_cursor) == ((), 0, None)
    assert found.taken_as == "щъъщжжщ ыыъы"


@pytest.mark.parametrize(
    "typed",
    [
        'абай" OR "1', "абай AND жолы", "title:абай", "абай*", "(абай", "NEAR(абай жолы)",
        "абай | жолы", "!абай", "абай:*", "'; DROP TABLE titles; --", "абай \x00 жолы", "-абай",
        "^абай", "абай & !жолы", "\\", "%", "_", "{title}: абай",
    ],
)  # fmt: skip
def test_no_sign_is_an_operator(shelf: Shelf, typed: str) -> None:
    """Quotes and operators of either database are plain words, or nothing."""
    find(shelf.db, typed)
    assert shelf.found("абай жолы")[0] == "abai"


def test_a_hit_says_what_can_be_had(shelf: Shelf) -> None:
    key = shelf.ids["nomads2"]
    branch = point(shelf.db, "B1")
    put_copy(shelf.db, key, branch, Medium.PRINT)
    put_copy(shelf.db, key, branch, Medium.BRAILLE, CopyState.ON_LOAN)
    put_copy(shelf.db, key, branch, Medium.CARTRIDGE, CopyState.WITHDRAWN)
    publish(shelf.db, key, "mp3", "brf")
    (hit,) = find(shelf.db, "жанталас").hits
    assert (hit.name, hit.authors, hit.language) == ("Жанталас", ("Есенберлин, Ілияс",), "kk")
    assert (hit.series, hit.series_number) == ("Көшпенділер", Decimal(2))
    assert (hit.has_audio, hit.audio_length_ms, hit.forms) == (True, 3_600_000, ("brf", "mp3"))
    assert hit.media == (Medium.PRINT, Medium.BRAILLE)
    assert hit.media_on_shelf == (Medium.PRINT,)


def test_more_hits_take_no_more_statements(shelf: Shelf) -> None:
    """A page of twenty costs the statements of a page of one."""

    def statements(limit: int) -> int:
        said = []

        def heard(*_about: object) -> None:
            said.append(1)

        engine = shelf.db.get_bind()
        event.listen(engine, "before_cursor_execute", heard)
        find(shelf.db, "", limit=limit)
        event.remove(engine, "before_cursor_execute", heard)
        return len(said)

    assert statements(20) == statements(1) <= 6


def test_more_than_a_thousand_are_cut_and_the_best_stay(db: Session) -> None:
    """The name itself is first though it came in last."""
    ids = [add(db, Book("many", f"Сказки народов, том {number}")).id for number in range(1005)]
    exact = add(db, Book("exact", "Сказки")).id
    index_titles(db, [*ids, exact])
    found = find(db, "сказки", limit=5)
    assert (found.total, found.is_cut) == (1_000, True)
    assert found.hits[0].title_id == exact
    assert find(db, "сказки", cursor="995").next_cursor is None


def test_any_question_is_answered(database: Database) -> None:
    """Whatever signs there are in it, of whatever script."""
    with database.change.begin() as db:
        lay(db)

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=400) | st.text(alphabet="абвгдеёқәіabcxyz'\"*()-. ", max_size=80))
    def ask(text: str) -> None:
        with database.look.begin() as db:
            find(db, text)

    ask()


@pytest.mark.parametrize("length", [301, 5_000, 200_000])
def test_an_endless_question_is_answered(shelf: Shelf, length: int) -> None:
    """Only its beginning counts."""
    assert shelf.found(("абай жолы " * length)[:length])[0] == "abai"
    assert shelf.found("ж" * length) == []
