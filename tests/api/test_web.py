"""The pages say everything in the reader's language, to a screen reader as well as to eyes."""

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from api.web.shelf import create_shelf
from api.web.words import LANGUAGES, WORDS, chosen
from tests.api.shelves import PACKED, fill_shelf
from tts.forms.writers import Form

NAME = quote("абай")
PAGES = ("/", f"/books/{NAME}", "/nowhere")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    fill_shelf(tmp_path)
    return TestClient(create_shelf(tmp_path))


def test_every_word_is_there_in_every_language() -> None:
    """No reader meets a page half in a language that she does not read."""
    assert all(set(words) == set(LANGUAGES) for words in WORDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_language_one_title_and_unbroken_headings(
    client: TestClient, path: str, language: str
) -> None:
    """A screen reader speaks the page in the right voice and can walk it by headings."""
    page = html.fromstring(client.get(path, params={"lang": language}).text)
    assert page.get("lang") == language
    assert page.findtext(".//title")
    assert len(page.findall(".//h1")) == 1
    levels = [int(str(element.tag)[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    named = {
        name
        for element in page.xpath("//*[@aria-labelledby]")
        for name in [element.get("aria-labelledby")]
    }
    assert named <= set(ids)


def test_the_shelf_names_each_book_its_length_and_its_forms(client: TestClient) -> None:
    """What there is, how long it is, and how to take it home."""
    page = html.fromstring(client.get("/", params={"lang": "en"}).text)
    article = page.find(".//article")
    assert article is not None
    assert article.findtext("h3") == "Абай & оның <заманы>"
    assert "1 h 1 min" in article.text_content()
    listen, second_volume = 1, 1
    assert len(article.findall(".//a")) == listen + len(Form) + second_volume
    assert "DAISY 3 (ZIP), volume 2 of 2" in article.text_content()


def test_a_run_is_a_table_with_times_and_what_is_left_out_has_its_reason(
    client: TestClient,
) -> None:
    """The plan of the day can be heard row by row."""
    page = html.fromstring(client.get("/", params={"lang": "ru"}).text)
    row = page.find(".//tbody/tr")
    assert row is not None
    assert [cell.text_content() for cell in row] == ["09:11", "Остановка 7", "5"]
    assert "No courier has skill 3." in page.text_content()
    assert "4.2 км" in page.text_content()


def test_a_chapter_is_heard_and_can_be_entered_in_the_middle(client: TestClient) -> None:
    """A player asks for a part of the sound when a reader moves forward."""
    page = html.fromstring(client.get(f"/books/{NAME}").text)
    source = page.xpath("//audio/@src")[0]
    part = client.get(source, headers={"Range": "bytes=9-17"})
    assert part.status_code == 206
    assert part.content == b"s0001.mp3"


def test_a_daisy_folder_comes_as_a_zip_with_its_files_at_top_level(client: TestClient) -> None:
    """A hardware player wants no folder inside the ZIP."""
    answer = client.get(f"/books/{NAME}/daisy202")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["ncc.html", "s0001.mp3", "s0002.mp3"]


def test_each_volume_of_a_set_is_taken_home_by_itself(client: TestClient) -> None:
    """Its files lie at the top of the ZIP, as on the disc or stick where it goes."""
    answer = client.get(f"/books/{NAME}/daisy3/2")
    assert 'filename="daisy3_2of2.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["s0002.mp3"]


def test_a_chapter_is_heard_whichever_volume_it_lies_in(tmp_path: Path) -> None:
    """A book that is there as a set only can be listened to from end to end."""
    folder = fill_shelf(tmp_path)
    for sound in (folder / "daisy202").iterdir():
        sound.unlink()
    client = TestClient(create_shelf(tmp_path))
    page = html.fromstring(client.get(f"/books/{NAME}").text)
    sources = page.xpath("//audio/@src")
    assert [client.get(source).content[:10] for source in sources] == [b"daisy3_1of", b"daisy3_2of"]


@pytest.mark.parametrize(("form", "media_type"), PACKED.items())
def test_a_packed_form_comes_as_what_it_is(client: TestClient, form: str, media_type: str) -> None:
    """A telephone chooses the app by the media type."""
    answer = client.get(f"/books/{NAME}/{form}")
    assert answer.headers["content-type"] == media_type
    assert answer.content == form.encode()


@pytest.mark.parametrize(
    "path",
    [
        "/books/..%2f..%2fetc",
        f"/books/{NAME}/sounds/..%2freport.json",
        f"/books/{NAME}/sounds/ncc.html",
        f"/books/{NAME}/report.json",
        "/books/nobody/daisy202",
        f"/books/{NAME}/daisy3",
        f"/books/{NAME}/daisy3/0",
        f"/books/{NAME}/daisy3/3",
        f"/books/{NAME}/daisy202/1",
    ],
)
def test_only_what_stands_on_the_shelf_is_given(client: TestClient, path: str) -> None:
    """No address leads to another file of the machine."""
    assert client.get(path).status_code == 404


def test_pages_run_no_script_and_load_nothing_from_elsewhere(client: TestClient) -> None:
    """Nobody else learns who reads what."""
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|https?://", answer.text)


def test_an_empty_shelf_says_so(tmp_path: Path) -> None:
    """The first visit, before anything is made, is not an error."""
    page = TestClient(create_shelf(tmp_path)).get("/", params={"lang": "en"})
    assert page.status_code == 200
    assert "There are no books on the shelf yet." in page.text


def test_the_language_asked_for_goes_before_the_browsers() -> None:
    """Who chose Russian by hand stays with it."""
    assert chosen("ru", "kk") == "ru"
    assert chosen(None, "de;q=0.9, en;q=0.5, ru-KZ;q=0.7") == "ru"
    assert chosen(None, None) == "kk"


@given(st.text(), st.text())
def test_any_header_gives_one_of_our_languages(asked: str, accepted: str) -> None:
    """A strange browser still gets a page."""
    assert chosen(asked, accepted) in LANGUAGES
