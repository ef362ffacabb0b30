"""Catalogues of others come in as feeds, from a folder and from a server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from access.catalogue.records import ContributorRole
from access.importing.files import Kind, import_feed, import_file
from access.importing.opds.atom import read_atom
from access.importing.opds.json_feed import read_json
from access.importing.opds.publication import BadFeed
from access.importing.report import Report
from api.fetching import HttpFetcher
from fixtures.marc_files import CATALOGUE
from tests.access.importing.desks import Counter, codes, outcome

TEXTS = CATALOGUE.parent / "texts"
FEEDS = ("opds1.xml", "opds1_page2.xml", "opds2.json")


class Server(SimpleHTTPRequestHandler):
    """Gives the files of a folder, and remembers what it was asked for."""

    asked: list[str] = []  # noqa: RUF012 - shared on purpose: the server makes one a request

    def do_GET(self) -> None:
        """Answer, and two addresses that misbehave."""
        self.asked.append(self.path)
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(400):
                    self.wfile.write(b" " * 65_536)
            except OSError:
                return
        else:
            super().do_GET()

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    Server.asked.clear()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """The sample feeds, with their files beside them."""
    folder = tmp_path / "feeds"
    (folder / "files").mkdir(parents=True)
    for name in FEEDS:
        shutil.copy(CATALOGUE / name, folder / name)
    for name in ("fonar.txt", "bulaq.txt"):
        shutil.copy(TEXTS / name, folder / "files" / name)
    return folder


def fetched(counter: Counter, address: str) -> Report:
    with HttpFetcher() as fetcher:
        return import_feed(address, fetcher, counter.desk(), counter.wishes())


def test_a_feed_of_opds1_comes_with_all_its_pages_and_files(counter: Counter, feeds: Path) -> None:
    report = import_file(feeds / "opds1.xml", counter.desk(), counter.wishes())
    assert outcome(report) == (4, 0, 0, 0)
    assert codes(report) == ["not_fetched"]
    page = counter.page("Фонарь у переправы")
    assert page.people(ContributorRole.AUTHOR) == ["Горелов, Степан"]
    assert page.title.series is not None
    assert (page.title.series.name, page.title.published_year) == ("Река", 2014)
    assert len(page.sources) == 1
    assert counter.page("Только на прокат").sources == []


def test_a_feed_of_opds2_is_understood(counter: Counter, feeds: Path) -> None:
    report = import_file(feeds / "opds2.json", counter.desk(), counter.wishes())
    assert outcome(report) == (1, 0, 0, 1)
    page = counter.page("Көлдегі қайық")
    assert page.people(ContributorRole.NARRATOR) == ["Серік, Болат"]
    assert (page.title.languages, page.title.print_pages) == (["kk", "ru"], 180)
    assert page.title.series_number == 2


def test_a_feed_comes_from_a_server_and_its_files_are_fetched_once(
    counter: Counter, feeds: Path
) -> None:
    with served(feeds) as address:
        assert outcome(fetched(counter, f"{address}/opds1.xml")) == (4, 0, 0, 0)
        assert "/files/fonar.txt" in Server.asked
        Server.asked.clear()
        assert outcome(fetched(counter, f"{address}/opds1.xml")) == (0, 0, 4, 0)
        assert "/files/fonar.txt" not in Server.asked
        assert "/files/shop.epub" not in Server.asked


@pytest.mark.parametrize("path", ["/round", "/endless", "/nowhere"])
def test_a_server_that_misbehaves_is_one_refusal(counter: Counter, feeds: Path, path: str) -> None:
    with served(feeds) as address:
        report = fetched(counter, address + path)
    assert outcome(report) == (0, 0, 0, 1)
    assert codes(report) == ["not_fetched"]


def test_a_server_that_is_not_there_is_one_refusal(counter: Counter) -> None:
    with served(counter.folder.parent) as address:
        pass
    assert codes(fetched(counter, f"{address}/opds1.xml")) == ["not_fetched"]


def test_a_feed_cannot_reach_out_of_its_folder(counter: Counter, feeds: Path) -> None:
    (feeds.parent / "secret.txt").write_text("Құпия сөз бар мәтін. " * 30)
    text = (feeds / "opds1.xml").read_text("utf-8")
    (feeds / "opds1.xml").write_text(text.replace("files/fonar.txt", "../secret.txt"), "utf-8")
    import_file(feeds / "opds1.xml", counter.desk(), counter.wishes())
    assert counter.page("Фонарь у переправы").sources == []


def test_what_is_no_feed_is_one_refusal(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text("[1, 2")
    report = import_file(tmp_path / "feed.json", counter.desk(), counter.wishes(Kind.OPDS))
    assert codes(report) == ["bad_file"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["metadata", "links", "title", "author", "name", "href", "rel", "subject",
                 "position", "belongsTo", "series", "publications", "groups", "navigation",
                 "language"]
            ),
            inner, max_size=5,
        )
    ),
    max_leaves=30,
)  # fmt: skip


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_is_a_page_or_a_bad_feed(told: object) -> None:
    import json  # noqa: PLC0415

    try:
        page = read_json(json.dumps({"publications": [told], "links": told}).encode())
    except BadFeed:
        return
    assert page.publications is not None


@given(st.binary(max_size=500))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_a_page_or_a_bad_feed(raw: bytes) -> None:
    for read in (read_atom, read_json):
        try:
            read(raw)
        except BadFeed:
            continue
