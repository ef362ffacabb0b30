"""A small library with a reader who has something of everything on their list."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from access.catalogue.made import Edition
from access.catalogue.records import Medium
from access.notices.outbox import tell
from access.notices.records import NoticeKind
from access.people.records import Purpose, Reader, Service
from access.people.secrets import hashed
from access.production.records import Production
from access.requests.asking import ask
from access.requests.had import note_had
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind
from access.search.indexing import index_titles
from api.web.frame.doors import Doors
from tests.access import desk
from tests.api.web.conftest import NOON, PASSWORD, QUICK


@dataclass(frozen=True, slots=True)
class Stock:
    """What is in the library, by number."""

    card: str
    reader_id: int
    fresh_id: int
    """Nobody asked for it yet; it has a source, a copy in braille, and is in a series."""
    ready_id: int
    edition_id: int
    making_id: int
    """The request whose edition is being made; one section of three can be heard."""
    series_id: int
    point_id: int


@pytest.fixture
def stock(doors: Doors) -> Stock:
    """Fill the library."""
    with doors.database.change.begin() as db:
        found = _fill(db)
    shelf = doors.settings.shelf_dir
    for folder in (f"{found.ready_id}/sound", f"{found.ready_id}/daisy202", ".making/1/listen"):
        (shelf / folder).mkdir(parents=True)
        (shelf / folder / "a.mp3").write_bytes(b"0123456789")
    (shelf / ".making/1/listen/book.m3u8").write_text(
        "#EXTM3U\n#EXTINF:1.0,Бірінші тарау\na.mp3\n", encoding="utf-8"
    )
    return found


def _fill(db: Session) -> Stock:
    desk.network(db)
    point_id, series_id = desk.point(db), desk.series(db)
    reader_id = desk.reader(
        db, entitled=tuple(Service), agreed=(Purpose.HISTORY, Purpose.NOTICES), forms=("daisy202",)
    )
    reader = db.get_one(Reader, reader_id)
    reader.password_hash, reader.screen_language = hashed(PASSWORD, cost=QUICK), "en"
    fresh_id = desk.title(db, "Қан мен тер", series_id=series_id, number="1")
    desk.copy(db, fresh_id, point_id, Medium.BRAILLE)
    ready_id, making_id = desk.title(db, "Абай жолы"), desk.title(db, "Ай мен Айша")
    edition = db.get_one(Edition, desk.edition(db, ready_id))
    edition.length_ms = 61_000
    edition.sections = [
        {"title": "Бірінші", "language": "kk", "level": 1, "sounds": ["a.mp3"], "audio_ms": 61_000}
    ]
    index_titles(db, [fresh_id, ready_id, making_id])
    wishes = [
        ask(
            db, reader_id=reader_id, title_id=title_id, kind=RequestKind.AUDIO, door="web",
            now=NOON, limits=STANDARD_LIMITS,
        )
        for title_id in (ready_id, making_id)
    ]  # fmt: skip
    making = db.get_one(Production, wishes[1].production_id)
    making.sections_done, making.sections_total = 1, 3
    making.listen = ".making/1/listen/book.m3u8"
    note_had(db, reader_id=reader_id, title_id=ready_id, on=NOON.date())
    tell(
        db, reader_id=reader_id, kind=NoticeKind.READY, about="request:1",
        facts={"title": "Абай жолы", "asked": "audio"}, now=NOON,
    )  # fmt: skip
    return Stock(
        card=reader.card_number, reader_id=reader_id, fresh_id=fresh_id, ready_id=ready_id,
        edition_id=edition.id, making_id=wishes[1].id, series_id=series_id, point_id=point_id,
    )  # fmt: skip
