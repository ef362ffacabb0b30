"""The catalogue entry of an FB2 book: what its description says, and what stands in for it."""

import base64
from pathlib import Path

import pytest

from tests.tts.epubs import PNG
from tests.tts.fb2s import book_of, fb2
from tts.book import Metadata

WHOLE = """<genre>sf</genre><genre>prose</genre>
<author><first-name>Абай</first-name><middle-name>М.</middle-name><last-name>Оспан</last-name></author>
<author><nickname>nick</nickname></author><author/>
<translator><first-name>T.</first-name><last-name>R.</last-name></translator>
<book-title> Степь
и река </book-title><annotation><p>Од<emphasis>ин</emphasis>.</p><p>Два.</p></annotation>
<keywords>a, b,</keywords><date value="1999-05-01">давно</date><lang>kaz</lang>
<sequence name="S" number="2"/><sequence name="Q"/>"""
MORE = """<src-title-info><author><last-name>O</last-name></author><book-title>Orig</book-title>
</src-title-info><document-info><id>abc-1</id></document-info><publish-info><publisher>P</publisher>
<year>2003</year>{}</publish-info>"""


def described(folder: Path, info: str, more: str = "", after: str = "") -> Metadata:
    return book_of(folder, fb2("<p>x</p>", info=info, more=more, after=after)).metadata


def test_everything_the_description_says_is_kept(tmp_path: Path) -> None:
    said = described(tmp_path, WHOLE, MORE.format(""))
    assert said == Metadata(
        identifier="abc-1",
        title="Степь и река",
        language="kk",
        creators=("Абай М. Оспан", "nick"),
        contributors=("T. R.",),
        publisher="P",
        published_on="2003",
        description="Один. Два.",
        subjects=("sf", "prose", "a", "b", "S, 2", "Q"),
        source="O. Orig",
    )


def test_a_printed_book_is_the_source(tmp_path: Path) -> None:
    said = described(tmp_path, WHOLE, MORE.format("<isbn>978-5</isbn>"))
    assert said.source == "ISBN 978-5"


def test_the_date_of_the_work_stands_in_for_that_of_the_print(tmp_path: Path) -> None:
    assert described(tmp_path, WHOLE).published_on == "1999-05-01"


def test_without_a_description_the_file_gives_the_name(tmp_path: Path) -> None:
    said = book_of(tmp_path, "<FictionBook><body><p>x</p></body></FictionBook>").metadata
    assert (said.title, said.language, said.creators) == ("book", "", ())
    assert said.identifier.startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("lang", "language"), [("RU", "ru"), ("kk_KZ", "kk-KZ"), ("казахский", "kk"), ("?", "")]
)
def test_the_language_is_a_tag(tmp_path: Path, lang: str, language: str) -> None:
    assert described(tmp_path, f"<lang>{lang}</lang>").language == language


def test_the_cover_is_on_the_shelf(tmp_path: Path) -> None:
    info = '<coverpage><image l:href="#c"/></coverpage>'
    binary = f'<binary id="c">{base64.b64encode(PNG).decode()}</binary>'
    book = book_of(tmp_path, fb2("<p>x</p>", info=info, after=binary))
    assert book.metadata.cover is not None
    assert book.pictures[book.metadata.cover].data == PNG


def test_a_cover_that_is_not_there_is_none(tmp_path: Path) -> None:
    book = book_of(tmp_path, fb2("<p>x</p>", info='<coverpage><image l:href="#c"/></coverpage>'))
    assert book.metadata.cover is None
    assert "missing" in book.warnings[0]
