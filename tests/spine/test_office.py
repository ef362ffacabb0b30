"""Word documents become scripts: nothing of them is lost, and nothing else is read."""

from pathlib import Path

import pytest

from tests.tts.docx_samples import packed_sample
from tts.script import Role, Script
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

FORMULAS = {
    "russian": ("P = h²", "большая пэ равно аш в квадрате"),
    "kazakh": ("v = s/t", "вэ тең эс бөлу тэ"),
}
HEADINGS = {
    "russian": [
        (1, "Мельница на Сухом ручье"),
        (1, "От смотрителя"),
        (1, "Глава I. Вода"),
        (1, "Глава II. Счёт"),
        (2, "Таблица уровней"),
        (1, "Глава III. Голоса"),
    ],
    "kazakh": [(1, "Көпір астындағы жаңғырық"), (1, "Өзен"), (2, "Көпір"), (1, "Өлең")],
}
PAGES = {"russian": ["i", "ii", "1", "2", "3", "4"], "kazakh": ["11", "12", "13", "14"]}
MARKS = {"russian": ["1", "i", "*"], "kazakh": ["1", "i"]}
UNREAD = ("не читают", "Оглавление", "вёдрами", "стр. 4", "көшті", "көрінбейді", "өшкен")


def said(script: Script, role: Role) -> list[str]:
    return [phrase.text for phrase in script.phrases() if phrase.role is role]


@pytest.mark.parametrize("name", HEADINGS)
def test_headings_pages_and_notes_are_those_of_the_document(name: str, tmp_path: Path) -> None:
    script = make_script(read_book(packed_sample(name, tmp_path)))
    assert [(one.level, one.title) for one in script.sections] == HEADINGS[name]
    assert said(script, Role.PAGE) == PAGES[name]
    assert said(script, Role.NOTE_REFERENCE) == MARKS[name]
    assert script.metadata.language == {"russian": "ru", "kazakh": "kk"}[name]


@pytest.mark.parametrize("name", HEADINGS)
def test_what_is_not_for_readers_is_not_heard(name: str, tmp_path: Path) -> None:
    """Deleted, hidden, remarks, headers, contents."""
    script = make_script(read_book(packed_sample(name, tmp_path)))
    whole = " ".join(phrase.text for phrase in script.phrases())
    assert not [words for words in UNREAD if words in whole]
    once = {"russian": "Купаться у колеса", "kazakh": "Көпірде тоқтамаңыз"}[name]
    assert whole.count(once) == 1


@pytest.mark.parametrize("name", FORMULAS)
def test_the_formula_of_a_word_document_is_said_in_words(name: str, tmp_path: Path) -> None:
    """And shown on a line."""
    script = make_script(read_book(packed_sample(name, tmp_path)))
    spans = [span for phrase in script.phrases() for span in phrase.spans if span.mathml]
    assert [(span.text, span.spoken) for span in spans] == [FORMULAS[name]]
