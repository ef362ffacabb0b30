"""Every title is found by its own words, whatever they are."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from access.catalogue.records import Title
from access.database.opening import Database
from access.search.dialling import by_keypad
from access.search.finding import find
from access.search.indexing import index_titles
from access.search.keypad import SHORTEST, digits_of
from access.search.letters import words_of
from tests.access.search.catalogue import BOOKS, NOON, lay

UNMARKED = str.maketrans("әғқңөұүһіёӘҒҚҢӨҰҮҺІЁ", "агкноуухиеАГКНОУУХИЕ")
OURS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
WORDS = st.text(alphabet=OURS, min_size=1, max_size=14) | st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzäöüñğşıáóúń'’", min_size=1, max_size=12
)
NAMES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join) | st.text(min_size=1, max_size=60)
TITLES = st.lists(
    st.tuples(
        NAMES.map(lambda name: name.replace("\x00", "")), st.sampled_from(["kk", "ru", "en", "mul"])
    ),
    min_size=1,
    max_size=6,
)
UNHURRIED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lay_titles(db: Session, titles: list[tuple[str, str]]) -> dict[int, str]:
    """These titles, indexed; names by number."""
    made = [
        Title(name=name, language=language, languages=[language], added_at=NOON, changed_at=NOON)
        for name, language in titles
    ]
    db.add_all(made)
    db.flush()
    index_titles(db, [title.id for title in made])
    return {title.id: title.name for title in made}


def finds(db: Session, text: str, title_id: int) -> bool:
    """Whether that title is among what is found."""
    return title_id in {hit.title_id for hit in find(db, text, limit=100).hits}


def test_a_title_is_found_by_its_own_words_in_any_order(database: Database) -> None:
    @UNHURRIED
    @given(TITLES, st.randoms(use_true_random=False))
    def ask(titles: list[tuple[str, str]], chance: random.Random) -> None:
        with database.change() as db:
            for title_id, name in lay_titles(db, titles).items():
                words = name.split()
                chance.shuffle(words)
                if words_of(name):
                    assert finds(db, " ".join(words), title_id), (name, words)
            db.rollback()

    ask()


def test_a_title_is_found_without_the_marks_of_its_letters(database: Database) -> None:
    """As people type on a keyboard that has no Kazakh letters and no ё."""

    @UNHURRIED
    @given(TITLES)
    def ask(titles: list[tuple[str, str]]) -> None:
        with database.change() as db:
            for title_id, name in lay_titles(db, titles).items():
                if words_of(name):
                    assert finds(db, name.translate(UNMARKED), title_id), name
            db.rollback()

    ask()


def test_a_title_is_found_by_the_keys_of_its_first_word(database: Database) -> None:
    @UNHURRIED
    @given(TITLES)
    def dial(titles: list[tuple[str, str]]) -> None:
        with database.change() as db:
            for title_id, name in lay_titles(db, titles).items():
                words = words_of(name)
                keys = digits_of(words[0]) if words else ""
                if len(keys) >= SHORTEST:
                    found = by_keypad(db, keys, limit=100)
                    assert title_id in {hit.title_id for hit in found}, name
            db.rollback()

    dial()


def test_every_book_of_the_small_catalogue_is_first_for_its_own_name(db: Session) -> None:
    """Written as it is, in capitals, and without marks."""
    ids = lay(db)
    for book in BOOKS:
        for name in (book.name, book.name.upper(), book.name.translate(UNMARKED)):
            assert find(db, name).hits[0].title_id == ids[book.key], name
