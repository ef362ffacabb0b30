"""A booth: a process that knows one voice, and says the same words alike whatever went before.

An engine that does not remember what it said speaks in the booth itself. One that does is forked
where it is safe to fork (Linux): every utterance is spoken by a child fresh from a booth that has
never spoken. Either way the sound depends on the text alone, so a book taken up again is the same
book, byte for byte. (Where neither can be had, a resumed book may differ by some samples.)

An engine that crashes or hangs costs one utterance: the child ends, or the booth ends and is
opened again.
"""

from __future__ import annotations

import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from tts.engine import Casting
from tts.engines.installation import BARE, Installation
from tts.errors import BadChoice, EngineMissing, SpeechFailed, TtsError
from tts.narration.child import Child, ChildGone
from tts.narration.lines import Message
from tts.narration.store import Store

CAN_FORK = sys.platform == "linux"
_OPENING_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What an opened engine says of itself."""

    version: str
    rate_hz: int


class StoreBroken(TtsError):
    """The sounds cannot be kept: the disk is full, or the folder is not ours to write."""


class Booth:
    """The near end of a booth. It opens when first needed, and again whenever it broke.

    Speaking puts the sound into the store, at `rate_hz`, or at the voice's own rate without it.
    Belongs to one thread. `fork` says whether children speak; without it, they do where the
    engine remembers and forks are safe.
    """

    def __init__(
        self,
        casting: Casting,
        store: Store,
        *,
        installation: Installation = BARE,
        rate_hz: int = 0,
        fork: bool | None = None,
        own_group: bool = False,
    ) -> None:
        self._casting = casting
        self._opening: Message = {
            "casting": [casting.engine, casting.voice, casting.words_per_minute],
            "store": str(store.root),
            "installation": installation.as_json(),
            "rate_hz": rate_hz,
            "fork": fork if CAN_FORK else False,
        }
        self._own_group = own_group
        self._limits_itself = True
        self._child: Child | None = None
        self._asked = deque[str]()
        self._answers: dict[str, Message] = {}

    def facts(self) -> EngineFacts:
        """Version and rate, as heard from here. Raises BadChoice, EngineMissing."""
        child = self._opened()
        try:
            child.send({"ask": "facts"})
            answer = child.receive(_OPENING_LIMIT_S)
        except ChildGone as error:
            self.close()
            raise EngineMissing(f"{self._name} broke when it was opened.") from error
        return EngineFacts(answer["version"], answer["rate_hz"])

    def ask(self, key: str, spoken_text: str, *, ends_sentence: bool, limit_s: float) -> None:
        """Have it spoken, and kept under `key`, while the caller does other things.

        `say` with the same key later tells how it went; nothing asked for is left without it
        for long. After `limit_s` the speaker is killed. Raises BadChoice, EngineMissing.
        """
        request = {"key": key, "text": spoken_text, "ends": ends_sentence, "limit_s": limit_s}
        with suppress(ChildGone):  # `say` will meet it again
            self._opened().send(request)
            self._asked.append(key)

    def has_asked(self, key: str) -> bool:
        """Whether this was asked for, and `say` has not told yet how it went."""
        return key in self._asked or key in self._answers

    def say(self, key: str, spoken_text: str, *, ends_sentence: bool, limit_s: float) -> None:
        """Have it spoken and wait for it, or wait for what was asked for.

        Raises SpeechFailed, StoreBroken, BadChoice, EngineMissing.
        """
        if not self.has_asked(key):
            self.ask(key, spoken_text, ends_sentence=ends_sentence, limit_s=limit_s)
        try:
            while key not in self._answers:
                answer = self._opened().receive(None if self._limits_itself else limit_s)
                self._answers[self._asked.popleft()] = answer
        except ChildGone as error:
            self.close()  # what else was asked for is asked again by whoever wants it
            raise SpeechFailed(f"crashed, or took longer than {limit_s:.0f} s") from error
        answer = self._answers.pop(key)
        if answer["store"]:
            raise StoreBroken(f"The sounds cannot be kept: {answer['store']}.")
        if answer["failed"]:
            raise SpeechFailed(answer["failed"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        """End the booth's process; a later call opens another."""
        if self._child:
            self._child.close()
        self._child = None
        self._asked.clear()

    @property
    def _name(self) -> str:
        return f"The engine {self._casting.engine} with the voice “{self._casting.voice}”"

    def _opened(self) -> Child:
        if self._child:
            return self._child
        self._child = Child("tts.narration.booth_room", own_group=self._own_group)
        try:
            self._child.send(self._opening)
            answer = self._child.receive(_OPENING_LIMIT_S)
        except ChildGone as error:
            self.close()
            raise EngineMissing(f"{self._name} broke when it was opened.") from error
        if "refused" in answer:
            self.close()
            kind = BadChoice if answer["bad_choice"] else EngineMissing
            raise kind(answer["refused"])
        self._limits_itself = answer["limits_itself"]
        return self._child
