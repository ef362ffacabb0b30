"""A reader calls through a real Asterisk: finds a book, asks for it, hears it, comes back to it."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import lameenc
import numpy as np
import pytest

from access.notices.outbox import tell
from access.notices.records import CallOutcome, Notice, NoticeKind
from access.people.records import Reader, Way
from access.production.manner import STANDARD
from access.production.records import Production, ProductionState
from access.search.keypad import digits_of
from api.notices.call import Call
from api.notices.call import Exchange as Spooler
from api.notices.message import Message
from api.phone.playing import REWIND_MS, SKIP_MS
from delivery.homes.wishes import Door, live_at
from delivery.visits.records import Visit, VisitState
from tests.api.phone import asterisk
from tests.api.phone.conftest import Play
from tests.api.phone.lines import NUMBER, Library, choose, pieces, sign_in, sign_in_known
from tests.api.phone.sip import LOUD, Sound, Telephone, decoded, found_in, loudness
from tests.api.work.workplace import is_in
from tts.line_sound import line_sound

ALIKE = 0.95
STRANGE = "+77010000099"
"""A number that belongs to no reader."""
WORDS = """
река дерево окно дорога письмо вечер хлеб птица берег лодка облако камень школа песня поезд зима
фонарь гора сад парус море звезда ветер книга
"""
NAME = "Старый мост"


def a_book() -> str:
    """About two minutes, in four chapters; every sentence is another."""
    words = WORDS.split()
    chapters = []
    for chapter in range(4):
        sentences = [
            f"{words[(chapter * 7 + place * 5) % 24].title()} "
            f"и {words[(chapter * 11 + place) % 24]} стоят рядом, "
            f"а {words[(chapter + place * 3) % 24]} далеко."
            for place in range(9)
        ]
        chapters.append(f"## Глава {words[chapter]}\n\n" + " ".join(sentences))
    return f"# {NAME}\n\n" + "\n\n".join(chapters) + "\n"


def phone(exchange: asterisk.Exchange, number: str) -> Telephone:
    return Telephone(exchange.sip_port, number=number)


def heard_places(
    sound: Sound, book: Sound, since_s: float = 0.0, every_s: float = 1.0
) -> list[tuple[float, float]]:
    """When something of the book was heard, and which place of it; silences are left out."""
    places = []
    for at_s, piece in pieces(sound[round(since_s * 8_000) :], every_s, 0.75):
        if loudness(piece) > LOUD:
            place_s, likeness = found_in(piece, book)
            if likeness > ALIKE:
                places.append((since_s + at_s, place_s))
    return places


def last_run(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """What was heard in one go to the end: the title, said before, stands elsewhere in a book."""
    at_s, place_s = places[-1]
    return [one for one in places if abs(one[1] - one[0] - (place_s - at_s)) < 0.5]


def make(library: Library) -> None:
    """The workers make what waits."""
    workforce = library.workforce(1)
    try:
        library.wait([workforce], is_in(ProductionState.DONE, number=1))
    finally:
        workforce.end()


def test_a_book_is_found_asked_for_heard_and_taken_up_again(play: Play) -> None:
    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        library.admit(knows_number=True)
        title_id = library.shelve(NAME, a_book())
        async with phone(exchange, STRANGE) as first:
            await sign_in(first)
            await choose(first, "2", "1", f"{digits_of('старый')}#", "1", "2", "1")
        await asyncio.to_thread(make, library)
        (edition,) = library.editions(title_id)
        book = library.whole_sound(edition)

        async with phone(exchange, NUMBER) as second:
            await sign_in_known(second)
            await choose(second, "1", "1", "1")
            await second.press("4")  # cuts short what is said before the book
            begun_s = second.now_s
            await asyncio.sleep(6)
            pressed_s = second.now_s
            await second.press("6")
            await asyncio.sleep(4)
        sound = second.sound()
        before = [one for one in heard_places(sound, book, begun_s, 0.5) if one[0] < pressed_s - 1]
        after = heard_places(sound, book, pressed_s + 1, 0.5)
        assert len(before) > 3, "the book is heard, sound for sound"
        assert len(after) > 1
        drift = [place_s - at_s for at_s, place_s in before]
        assert max(drift) - min(drift) < 0.5
        # what is lost of the fifteen seconds: the key, half a second of quiet, the way there
        skipped_s = (after[-1][1] - after[-1][0]) - (before[-1][1] - before[-1][0])
        assert SKIP_MS / 1000 - 2.5 < skipped_s < SKIP_MS / 1000 + 0.3
        position = await library.position()
        stopped_s = after[-1][1] + len(sound) / 8_000 - after[-1][0]
        assert abs(position.book_ms / 1000 - stopped_s) < 1

        async with phone(exchange, NUMBER) as third:
            await sign_in_known(third)
            begun_s = third.now_s
            await choose(third, "1")
            await asyncio.sleep(9)
        story = last_run(heard_places(third.sound(), book, begun_s, 0.25))
        assert len(story) > 5
        assert abs(story[0][1] - (position.book_ms - REWIND_MS) / 1000) < 1

    play(scene)


def test_a_reader_who_is_called_up_may_say_later(play: Play) -> None:
    """The call file that the outbox lays brings the call; nothing is told before the PIN."""

    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        reader_id = library.admit(knows_number=True)
        now = datetime.now(UTC)
        with library.database.change.begin() as db:
            db.get_one(Reader, reader_id).notice_way = Way.CALL
            notice_id = tell(
                db, reader_id=reader_id, kind=NoticeKind.READY, about="request:1",
                facts={"title": NAME, "asked": "audio"}, now=now,
            ).id  # fmt: skip
        assert await ring_up(library, exchange, notice_id) is CallOutcome.LATER
        with library.database.look() as db:
            assert db.get_one(Notice, notice_id).not_before_at > now + timedelta(hours=2)

    play(scene)


async def ring_up(library: Library, exchange: asterisk.Exchange, notice_id: int) -> CallOutcome:
    """Lay the call file of a notice, and wait for how the call went."""
    spool = exchange.spool
    adapter = Call(
        Spooler(spool=spool / "outgoing", beside=spool / "ours", channel="Local/{number}@ears")
    )
    adapter.deliver(
        Message(notice_id=notice_id, way=Way.CALL, address=NUMBER, language="ru", subject="",
                text="")
    )  # fmt: skip
    async with asyncio.timeout(60):
        while True:
            await asyncio.sleep(0.5)
            with library.database.look() as db:
                if outcome := db.get_one(Notice, notice_id).call_outcome:
                    return outcome


@pytest.mark.parametrize("choice", ["1"])
def test_a_reader_who_is_rung_up_about_a_courier_says_that_the_day_is_fine(
    play: Play, choice: str
) -> None:
    assert choice

    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        reader_id, now = library.admit(knows_number=True), datetime.now(UTC)
        with library.database.change.begin() as db:
            db.get_one(Reader, reader_id).notice_way = Way.CALL
            door = Door(street="Абай даңғылы", house="7")
            address = live_at(db, reader_id=reader_id, door=door, by_id=None, now=now)
            visit = Visit(
                reader_id=reader_id, address_id=address.id, visit_on=now.date() + timedelta(days=2),
                state=VisitState.FIXED, opens_minute=600, closes_minute=720, made_at=now,
            )  # fmt: skip
            db.add(visit)
            db.flush()
            visit_id = visit.id
            notice_id = tell(
                db, reader_id=reader_id, kind=NoticeKind.VISIT_PLANNED, about="visit:1",
                facts={"visit_id": visit_id}, now=now,
            ).id  # fmt: skip
        assert await ring_up(library, exchange, notice_id) is CallOutcome.FINE
        with library.database.look() as db:
            assert db.get_one(Visit, visit_id).confirmed_door == "phone"
            assert db.get_one(Notice, notice_id).read_at is not None

    play(scene)


def test_what_is_made_so_far_is_heard_without_a_gap_and_goes_on_when_there_is_more(
    play: Play,
) -> None:
    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        reader_id = library.admit(knows_number=True)
        title_id = library.shelve(NAME, "# Мост\n\nТекст.\n")
        request_id = library.ask(reader_id, title_id, STANDARD)
        folder = library.settings.shelf_dir / ".making" / "1" / "listen"
        chapters = [noise(seed) for seed in range(3)]
        lay(folder, chapters[:2])
        with library.database.change.begin() as db:
            production = db.get_one(Production, library.production_of(request_id))
            production.listen = ".making/1/listen/book.m3u8"
        async with phone(exchange, NUMBER) as there:
            await sign_in_known(there)
            await choose(there, "1", "1", "1")
            await there.press("4")
            begun_s = there.now_s
            await asyncio.sleep(SECONDS - 1)
            lay(folder, chapters)
            await asyncio.sleep(2 * SECONDS + 3)
        sound = there.sound()[round(begun_s * 8_000) :]
        begins = []
        for number in range(3):
            samples = np.concatenate([
                decoded(piece) for piece in line_sound(folder / f"s{number}.mp3")
            ])  # fmt: skip
            begin_s, likeness = found_in(samples[8_000:-8_000], sound)
            assert likeness > ALIKE, number
            begins.append(begin_s - 1)
        lasts_s = len(samples) / 8_000
        gaps = [later - sooner - lasts_s for sooner, later in pairwise(begins)]
        assert gaps[0] < 0.1, "from chapter to chapter"
        assert gaps[1] < 0.6, "from what there was to what came meanwhile"

    play(scene)


SECONDS = 5


def noise(seed: int) -> bytes:
    """A chapter that is like no other: low noise, swelling like speech."""
    lots = np.random.default_rng(seed)
    samples = SECONDS * 22_050
    rough = np.repeat(lots.standard_normal(samples // 9 + 1), 9)[:samples]
    swell = 0.5 + 0.5 * np.sin(np.arange(samples) / 2_000)
    loud: bytes = (rough * swell * 4_000).clip(-30_000, 30_000).astype("<i2").tobytes()
    return loud


def lay(folder: Path, chapters: list[bytes]) -> None:
    """Sounds and the list of them, as the maker of an edition lays them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["#EXTM3U", "#EXT-X-PLAYLIST-TYPE:EVENT"]
    for number, pcm in enumerate(chapters):
        path = folder / f"s{number}.mp3"
        if not path.exists():
            encoder = lameenc.Encoder()
            encoder.set_in_sample_rate(22_050)
            encoder.set_channels(1)
            encoder.set_bit_rate(64)
            encoder.silence()
            path.write_bytes(bytes(encoder.encode(pcm)) + bytes(encoder.flush()))
        lines += [f"#EXTINF:{SECONDS:.3f},Глава {number + 1}", path.name]
    (folder / "book.m3u8").write_text("\n".join(lines) + "\n", encoding="utf-8")
