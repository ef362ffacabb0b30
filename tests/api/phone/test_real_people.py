"""Real calls that reach a person, or leave a message that a coordinator hears."""

import asyncio
import io
import wave
from datetime import UTC, datetime

import numpy as np
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from access.listening.records import Spoken
from access.people.records import Role
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests.api.phone import asterisk
from tests.api.phone.conftest import Play
from tests.api.phone.lines import NUMBER, Library, sign_in_known
from tests.api.phone.sip import LOUD, RATE_HZ, Sound, Telephone, hum, loudness, pitch_hz
from tests.api.phone.sip_desk import DeskTelephone
from tests.api.web.conftest import open_account, sign_in

READERS_HZ, PERSONS_HZ, TONE_HZ = 440.0, 700.0, 1_000.0


def ended_with(sound: Sound) -> float:
    """The tone of the last second but a half."""
    return pitch_hz(sound[-RATE_HZ - RATE_HZ // 2 : -RATE_HZ // 2])


def person(exchange: asterisk.Exchange, *, takes: bool) -> DeskTelephone:
    return DeskTelephone(
        exchange.sip_port, voice=hum(PERSONS_HZ), at_port=exchange.person_port, takes=takes
    )


def reader(exchange: asterisk.Exchange) -> Telephone:
    return Telephone(exchange.sip_port, number=NUMBER, voice=hum(READERS_HZ))


async def until_left(library: Library) -> Spoken:
    async with asyncio.timeout(30):
        while True:
            with library.database.look() as db:
                if found := db.scalars(select(Spoken)).one_or_none():
                    return found
            await asyncio.sleep(0.2)


async def speak(there: Telephone, seconds: float) -> None:
    """Wait for the tone, say something, and end it as callers are told to."""
    async with asyncio.timeout(60):
        while not is_tone(there.sound()[-RATE_HZ // 5 :]):
            await asyncio.sleep(0.05)
    await asyncio.sleep(seconds)
    await there.press("#")


def is_tone(sound: Sound) -> bool:
    return loudness(sound) > LOUD and abs(pitch_hz(sound) - TONE_HZ) < 30


def test_zero_reaches_a_person_and_both_hear_each_other(play: Play) -> None:
    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        library.admit(knows_number=True)
        async with person(exchange, takes=True) as desk, reader(exchange) as there:
            await sign_in_known(there)
            await there.press("0")
            async with asyncio.timeout(30):
                await desk.rung.wait()
            await asyncio.sleep(3)
            heard, said = there.sound(), desk.sound()
        assert abs(ended_with(heard) - PERSONS_HZ) < 5
        assert abs(ended_with(said) - READERS_HZ) < 5
        assert desk.ended.is_set()

    play(scene)


def test_where_the_person_does_not_take_it_a_message_is_left(play: Play) -> None:
    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        reader_id = library.admit(knows_number=True)
        async with person(exchange, takes=False) as desk, reader(exchange) as there:
            await sign_in_known(there)
            await there.press("0")
            async with asyncio.timeout(30):
                await desk.rung.wait()
            await speak(there, 2)
            message = await until_left(library)
        assert message.caller == NUMBER
        assert message.reader_id is None, "their sign-in ended with the call to the person"
        assert reader_id

    play(scene)


@pytest.fixture
def staff(library: Library) -> TestClient:
    """A coordinator at the same library."""
    open_account(library.database, "gulnara", Role.COORDINATOR)
    doors = Doors(
        database=library.database, settings=library.settings, clock=lambda: datetime.now(UTC)
    )
    client = TestClient(create_app(doors), headers={"Accept-Language": "en"})
    sign_in(client, "gulnara")
    return client


@pytest.mark.parametrize("hours", ["1-7 00:00-00:00"], ids=["never"])
def test_outside_hours_a_message_is_left_and_a_coordinator_hears_it(
    play: Play, staff: TestClient, hours: str
) -> None:
    assert hours

    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        reader_id = library.admit(knows_number=True)
        async with reader(exchange) as there:
            await sign_in_known(there)
            await there.press("0")
            await speak(there, 3)
            message = await until_left(library)
        assert message.reader_id == reader_id
        assert message.length_ms > 1_500
        assert "Айгүл" in staff.get("/staff/messages").text
        answer = staff.get(f"/staff/messages/{message.id}/sound")
        assert answer.status_code == 200
        with wave.open(io.BytesIO(answer.content)) as file:
            assert file.getframerate() == RATE_HZ
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
        assert loudness(samples) > 1_000
        assert abs(ended_with(samples) - READERS_HZ) < 5

    play(scene)
