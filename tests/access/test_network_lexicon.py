"""How words are said in a network is kept as records, goes out and comes back the same."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.production.errors import BadPronunciation, PronunciationNotFound
from access.production.lexicon import (
    entry,
    export_lexicon,
    import_lexicon,
    lexicon_for,
    pronounce,
    pronunciations,
    unpronounce,
)
from access.production.records import Pronunciation
from tests.access import desk
from tts.errors import BadChoice
from tts.lexicon.faults import BadLexicon

NOON = desk.NOON
LATER = NOON + timedelta(hours=1)
MOOST = entry(language="ru", written="мост", said="моост")
MOSTIK = entry(language="ru", written="мост", said="мостик")
TABLE = """written,said,language,kind,case,example,expected
МИТ,эм ай ти,ru,,exact,Он учился в МИТ.,Он учился в эм ай ти.
Алматы қаласы,алматы қаласы,kk,,,,
№(\\d+),номер \\1,ru,pattern,,,
"""


def test_a_title_speaks_over_the_network(db: Session) -> None:
    title = desk.title(db)
    pronounce(db, MOOST, title_id=None, by_id=None, now=NOON)
    own = pronounce(
        db,
        MOSTIK,
        title_id=title,
        by_id=None,
        now=NOON,
    )
    assert lexicon_for(db, title_id=title).say("мост", "ru") == "мостик"
    assert lexicon_for(db, title_id=None).say("мост", "ru") == "моост"
    with_both = lexicon_for(db, title_id=title).version
    unpronounce(db, pronunciation_id=own.id, now=LATER)
    assert lexicon_for(db, title_id=title).say("мост", "ru") == "моост"
    assert lexicon_for(db, title_id=title).version != with_both
    with pytest.raises(PronunciationNotFound):
        unpronounce(db, pronunciation_id=own.id, now=LATER)
    with pytest.raises(TitleNotFound):
        pronounce(
            db, entry(language="ru", written="а", said="б"), title_id=999, by_id=None, now=NOON
        )


def test_a_change_keeps_the_past(db: Session) -> None:
    """Said the same again, nothing is written; said otherwise, the earlier entry has an end."""
    first = pronounce(db, MOOST, title_id=None, by_id=None, now=NOON)
    again = pronounce(db, MOOST, title_id=None, by_id=None, now=LATER)
    assert again is first
    pronounce(
        db,
        MOSTIK,
        title_id=None,
        by_id=None,
        now=LATER,
    )
    assert first.ended_at == LATER
    (current,) = pronunciations(db, title_id=None)
    assert current.said == "мостик"
    assert len(db.scalars(select(Pronunciation)).all()) == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"language": "ru", "written": " ", "said": "а"},
        {"language": "nonsense!", "written": "а", "said": "б"},
        {"language": "ru", "written": "(а+)+", "said": "б", "is_pattern": True},
        {"language": "ru", "written": "а", "said": "б", "letter_case": "loud"},
    ],
)
def test_what_no_lexicon_can_hold_is_refused(typed: dict[str, str]) -> None:
    with pytest.raises(BadPronunciation):
        entry(**typed)  # type: ignore[arg-type]


def test_a_file_comes_in_once_and_goes_out_the_same(db: Session, tmp_path: Path) -> None:
    """As a table and as PLS; what stands there already is not written again."""
    path = tmp_path / "network.csv"
    path.write_text(TABLE, "utf-8")
    first = import_lexicon(db, path, title_id=None, by_id=None, now=NOON)
    assert (first.added, first.changed, first.same) == (3, 0, 0)
    again = import_lexicon(db, path, title_id=None, by_id=None, now=LATER)
    assert (again.added, again.changed, again.same) == (0, 0, 3)
    data, _ = export_lexicon(db, title_id=None, language="ru", ending=".pls")
    (tmp_path / "back.pls").write_bytes(data)
    back = import_lexicon(db, tmp_path / "back.pls", title_id=None, by_id=None, now=LATER)
    assert (back.added, back.changed, back.same) == (0, 0, 2)
    lexicon = lexicon_for(db, title_id=None)
    assert lexicon.say("№5 в МИТ", "ru") == "номер 5 в эм ай ти"
    path.write_text(TABLE.replace("эм ай ти,ru", "эмайти,ru"), "utf-8")
    changed = import_lexicon(db, path, title_id=None, by_id=None, now=LATER)
    assert (changed.added, changed.changed, changed.same) == (0, 1, 2)


def test_a_bad_file_changes_nothing(db: Session, tmp_path: Path) -> None:
    path = tmp_path / "network.csv"
    path.write_text("written,said,language\nа,,ru\n", "utf-8")
    with pytest.raises(BadLexicon):
        import_lexicon(db, path, title_id=None, by_id=None, now=NOON)
    assert pronunciations(db, title_id=None) == []
    with pytest.raises(BadChoice):
        export_lexicon(db, title_id=None, language="ru", ending=".pls")
