"""Many who ask at once by the interface for machines, and go on asking when nobody answers."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx2

from access.database.opening import Database
from access.people.tokens import create_token
from tests.access import desk
from tests.journey.set_up import caller

PATIENT_S = 90
AGAIN_AFTER_S = 0.05


@dataclass(frozen=True, slots=True)
class Wish:
    """One title for one reader, asked for with a key of its own however often it is sent."""

    reader_id: int
    token: str
    title_id: int

    @property
    def once_key(self) -> str:
        """The Idempotency-Key."""
        return f"wish-{self.reader_id}-{self.title_id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the interface answered to a wish."""

    wish: Wish
    request_id: int


def readers_with_keys(database: Database, count: int) -> list[tuple[int, str]]:
    """So many entitled readers, each with a key for an app."""
    with database.change.begin() as db:
        readers = [desk.reader(db) for _ in range(count)]
        return [
            (reader, create_token(db, name="app", reader_id=reader, now=desk.NOON).key)
            for reader in readers
        ]


def ask_until_answered(
    address: str, wishes: Sequence[Wish], answered: Callable[[], object] = lambda: None
) -> list[Answer]:
    """Send each wish until it is answered; what was cut off is sent again with the same key."""
    answers = list[Answer]()
    with caller(address) as program:
        for wish in wishes:
            answers.append(Answer(wish, _asked(program, wish)))
            answered()
    return answers


def _asked(program: httpx2.Client, wish: Wish) -> int:
    headers = {"Authorization": f"Bearer {wish.token}", "Idempotency-Key": wish.once_key}
    ends_s = time.monotonic() + PATIENT_S
    while True:
        try:
            answer = program.post("/requests", json={"title_id": wish.title_id}, headers=headers)
        except httpx2.TransportError:
            assert time.monotonic() < ends_s, "nobody answered"
            time.sleep(AGAIN_AFTER_S)
            continue
        assert answer.status_code == 201, answer.text
        number: int = answer.json()["id"]
        return number
