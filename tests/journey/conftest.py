"""A library with a post office, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser
from tests.api.notices.servers import Postbox, mail_server
from tests.journey.set_up import Library


@pytest.fixture
def postbox() -> Postbox:
    """What the library's mail server was given."""
    return Postbox()


@pytest.fixture
def library(database_url: str, tmp_path: Path, postbox: Postbox) -> Iterator[Library]:
    """A library set up by commands, on each kind of database."""
    with mail_server(postbox) as port:
        made = Library(database_url, tmp_path, port)
        made.set_up()
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if reason := browser.why_not():
        pytest.skip(reason)
    with browser.chromium() as opened:
        yield opened
