"""A library with a telephone line in this process, for calls through a real exchange."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import select

from access.catalogue.made import Edition
from access.listening.records import Position
from access.people.passwords import set_pin
from access.people.records import Contact, Reader, Way
from access.search.indexing import index_titles
from api.phone.server import PhoneServer
from api.phone.shelf import tracks_of_edition
from tests.access import desk
from tests.access.people.people import PIN, QUICK
from tests.api.phone.sip import Sound, Telephone, decoded
from tests.api.work.workplace import Workplace
from tts.line_sound import line_sound
from tts.loose_sound import FOLDER

CARD = "20260007"
NUMBER = "+77010000001"


class Library(Workplace):
    """A workplace with a reader who can call."""

    def admit(self, *, knows_number: bool = False, language: str = "ru") -> int:
        """A reader with a card, a PIN, and perhaps the number from which the tests call."""
        with self.database.change.begin() as db:
            reader_id = desk.reader(db)
            reader = db.get_one(Reader, reader_id)
            reader.card_number, reader.speech_language = CARD, language
            set_pin(db, reader_id=reader_id, pin=PIN, cost=QUICK)
            if knows_number:
                db.add(Contact(reader_id=reader_id, way=Way.CALL, address=NUMBER))
            return reader_id

    def shelve(self, name: str, text: str) -> int:
        """A title with its file that can be found."""
        title_id = self.title(name, text)
        with self.database.change.begin() as db:
            index_titles(db, [title_id])
        return title_id

    async def position(self, within_s: float = 10) -> Position:
        """Where the reader is in a book, as soon as the line has noticed that they hung up."""
        async with asyncio.timeout(within_s):
            while True:
                with self.database.look() as db:
                    kept = db.scalars(select(Position)).one_or_none()
                if kept is not None:
                    return kept
                await asyncio.sleep(0.1)

    def whole_sound(self, edition: Edition, speed: int = 100) -> Sound:
        """An edition as the line has it."""
        tracks, _ = tracks_of_edition(self.settings.shelf_dir, edition)
        folder = self.settings.shelf_dir / edition.folder / FOLDER
        octets = b"".join(
            b"".join(line_sound(folder / track.sound, speed_percent=speed)) for track in tracks
        )
        return decoded(octets)

    @asynccontextmanager
    async def line(self, port: int) -> AsyncIterator[PhoneServer]:
        """The telephone is answered."""
        server = PhoneServer(
            self.settings, self.database, clock=lambda: datetime.now(UTC), cost=QUICK
        )
        async with server.listening("127.0.0.1", port):
            yield server


async def sign_in(phone: Telephone) -> None:
    """Choose Russian, key in card and PIN, wait for the main menu."""
    await phone.hears()
    await phone.press("2")
    await phone.hears()
    await phone.press(f"{CARD}#")
    await sign_in_known(phone)


async def sign_in_known(phone: Telephone) -> None:
    """From the reader's own number only the PIN is needed."""
    await phone.hears()
    await phone.press(f"{PIN}#")
    await phone.hears()


async def choose(phone: Telephone, *keys: str) -> None:
    """Press, hear the answer begin, press again."""
    for key in keys:
        await phone.press(key)
        await asyncio.sleep(0.3)
        await phone.hears()


def pieces(
    sound: Sound, every_s: float = 1.0, lasts_s: float = 1.0
) -> Sequence[tuple[float, Sound]]:
    """A sound in pieces, each with when it begins."""
    size, step = round(lasts_s * 8_000), round(every_s * 8_000)
    return [(at / 8_000, sound[at : at + size]) for at in range(0, len(sound) - size, step)]
