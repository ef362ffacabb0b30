"""The sample books, read and cut by us, held against what a careful person found in them."""

from itertools import pairwise
from pathlib import Path

import pytest

from api.samples import BOOKS, pack
from fixtures.gold import GOLD, folded
from tts.book import Heading, Note, Table, Verse
from tts.script import Role, Script, section_phrases
from tts.scripting.maker import make_script
from tts.sources.reading import read_book


@pytest.fixture(params=sorted(GOLD))
def name(request: pytest.FixtureRequest) -> str:
    """Each sample book in turn."""
    return str(request.param)


@pytest.fixture
def script(name: str, tmp_path: Path) -> Script:
    return make_script(read_book(pack(BOOKS / name, tmp_path / f"{name}.epub")))


def test_every_sentence_is_cut_where_a_person_would_and_has_its_language(
    name: str, script: Script
) -> None:
    """Direct speech, initials, abbreviations, three languages in one paragraph, unmarked."""
    languages = {folded(p.text): p.language for p in script.phrases() if p.role is Role.SENTENCE}
    truth = [sentence for paragraph in GOLD[name].paragraphs for sentence in paragraph.sentences]
    wrong = {
        sentence.text: (sentence.language, languages.get(folded(sentence.text)))
        for sentence in truth
        if languages.get(folded(sentence.text)) != sentence.language
    }
    assert len(truth) > 60
    assert wrong == {}


def test_pages_notes_tables_and_verse_are_all_there(name: str, script: Script) -> None:
    """What a person counted in the book is what a listener meets."""
    truth, phrases = GOLD[name], list(script.phrases())
    blocks = [block for section in script.sections for block in section.blocks]
    assert [p.text for p in phrases if p.role is Role.PAGE] == list(truth.pages)
    assert sum(p.role is Role.NOTE_REFERENCE for p in phrases) == truth.note_marks
    assert sum(isinstance(block, Note) for block in blocks) == truth.notes
    tables = [len(block.rows) for block in blocks if isinstance(block, Table)]
    assert tables == list(truth.table_rows)
    verse = [len(stanza) for b in blocks if isinstance(b, Verse) for stanza in b.stanzas]
    assert verse == list(truth.verse)
    assert sorted(p.text for p in phrases if p.role is Role.PICTURE) == sorted(truth.alts)


def test_headings_are_those_of_the_book_and_never_skip_a_level(name: str, script: Script) -> None:
    """The outline can be walked, whatever the source left out."""
    titles = [folded(section.title) for section in script.sections]
    for _, text in GOLD[name].headings:
        assert folded(text) in titles
    levels = [section.level for section in script.sections]
    assert levels[0] == 1
    assert all(then <= level + 1 for level, then in pairwise(levels))
    assert all(
        isinstance(section.heading, Heading) and next(section_phrases(section)).text
        for section in script.sections
    )
