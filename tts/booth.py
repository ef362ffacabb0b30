"""A booth: a process that knows one voice and has never spoken.

Where it is safe to fork (Linux), every utterance is spoken by a child fresh from the booth. What
eSpeak NG says depends by some samples on what it said before; said by a fresh child it depends on
its text alone, so a book taken up again is the same book, byte for byte. And an engine that
crashes or hangs costs one utterance. Elsewhere the booth speaks itself and is killed and opened
again when it breaks: there, a resumed book may differ by some samples.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tts.child import Child, ChildGone, Lines, Message, die_with
from tts.engine import Casting, PcmSink, PiecewiseEngine, SpeechEngine
from tts.engines.espeak import EspeakHome
from tts.engines.registry import open_engine
from tts.errors import BadChoice, EngineMissing, SpeechFailed, TtsError
from tts.store import Store

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

    Speaking puts the sound into the store. Belongs to one thread.
    """

    def __init__(
        self,
        casting: Casting,
        store: Store,
        *,
        espeak_home: EspeakHome | None = None,
        fork: bool = CAN_FORK,
        own_group: bool = False,
    ) -> None:
        self._casting = casting
        self._opening: Message = {
            "casting": [casting.engine, casting.voice, casting.words_per_minute],
            "store": str(store.root),
            "home": espeak_home and [str(espeak_home.library), str(espeak_home.tables)],
            "fork": fork,
        }
        self._fork, self._own_group = fork, own_group
        self._child: Child | None = None

    def facts(self) -> EngineFacts:
        """Version and rate of the engine. Raises BadChoice, EngineMissing."""
        child = self._opened()
        try:
            child.send({"ask": "facts"})
            answer = child.receive(_OPENING_LIMIT_S)
        except ChildGone as error:
            self.close()
            raise EngineMissing(f"{self._name} broke when it was opened.") from error
        return EngineFacts(answer["version"], answer["rate_hz"])

    def say(self, key: str, spoken_text: str, *, ends_sentence: bool, limit_s: float) -> None:
        """Speak, and keep the sound under `key`. Raises SpeechFailed, StoreBroken, EngineMissing.

        After `limit_s` the speaker is killed.
        """
        child = self._opened()
        request = {"key": key, "text": spoken_text, "ends": ends_sentence, "limit_s": limit_s}
        try:
            child.send(request)
            answer = child.receive(None if self._fork else limit_s)
        except ChildGone as error:
            self.close()
            raise SpeechFailed(f"crashed, or took longer than {limit_s:.0f} s") from error
        if answer["store"]:
            raise StoreBroken(f"The sounds cannot be kept: {answer['store']}.")
        if answer["failed"]:
            raise SpeechFailed(answer["failed"])

    def close(self) -> None:
        """End the booth's process; a later call opens another."""
        if self._child:
            self._child.close()
        self._child = None

    @property
    def _name(self) -> str:
        return f"The engine {self._casting.engine} with the voice “{self._casting.voice}”"

    def _opened(self) -> Child:
        if self._child:
            return self._child
        self._child = Child("tts.booth", own_group=self._own_group)
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
        return self._child


# --- the far end ------------------------------------------------------------------------------


def serve(lines: Lines) -> None:
    """Be a booth: open the engine, then speak what is asked for until the asker ends."""
    opening = lines.receive()
    if opening is None:
        return
    home = opening["home"] and EspeakHome(*map(Path, opening["home"]))
    try:
        engine = open_engine(Casting(*opening["casting"]), espeak_home=home)
    except TtsError as error:
        lines.send({"refused": str(error), "bad_choice": isinstance(error, BadChoice)})
        return
    lines.send({})
    store = Store(Path(opening["store"]))
    say = _say_in_child if opening["fork"] else _say_here
    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, every page
    gc.disable()
    while (request := lines.receive()) is not None:
        if "ask" in request:
            lines.send({"version": engine.version, "rate_hz": engine.rate_hz})
        else:
            lines.send(say(engine, store, request))


def _say_here(engine: SpeechEngine, store: Store, request: Message) -> Message:
    key, text, ends = request["key"], request["text"], request["ends"]
    try:
        with store.writing(key) as sink:
            _speak_into(sink, engine, text, ends_sentence=ends)
    except OSError as error:
        return {"store": error.strerror or str(error), "failed": ""}
    except Exception as error:  # noqa: BLE001 - engines fail in ways of their own
        return {"store": "", "failed": str(error).rstrip(".") or type(error).__name__}
    return {"store": "", "failed": ""}


def _speak_into(sink: PcmSink, engine: SpeechEngine, text: str, *, ends_sentence: bool) -> None:
    if isinstance(engine, PiecewiseEngine):
        engine.speak_into(sink, text, ends_sentence=ends_sentence)
    elif pcm := engine.speak(text, ends_sentence=ends_sentence):
        sink(memoryview(pcm))
    else:
        raise SpeechFailed("the engine gave no sound for the words")


def _say_in_child(engine: SpeechEngine, store: Store, request: Message) -> Message:
    """Let a fork of this process say it, and wait no longer than the limit."""
    booth = os.getpid()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(engine, store, request, booth, writing)
    os.close(writing)
    try:
        outcome = _outcome(reading, request["limit_s"])
        if outcome is None:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    if outcome is None:
        return {"store": "", "failed": f"took longer than {request['limit_s']:.0f} s"}
    if not outcome:
        return {"store": "", "failed": _way_of_dying(status)}
    kind, reason = outcome[:1], outcome[1:].decode("utf-8", "replace")
    return {
        "store": reason if kind == b"S" else "",
        "failed": reason if kind == b"F" else "",
    }


def _be_child(
    engine: SpeechEngine, store: Store, request: Message, booth: int, writing: int
) -> NoReturn:
    """Speak, tell how it went in one short write, and end without tidying."""
    try:
        die_with(booth)
        answer = _say_here(engine, store, request)
        kind = "S" if answer["store"] else "F" if answer["failed"] else "+"
        os.write(writing, (kind + answer["store"] + answer["failed"]).encode()[:4000])
    finally:
        os._exit(0)


def _outcome(reading: int, limit_s: float) -> bytes | None:
    """What the child told before it ended; b"" if it ended without a word; None if too late."""
    poll = select.poll()
    poll.register(reading, select.POLLIN | select.POLLHUP)
    return os.read(reading, 4096) if poll.poll(limit_s * 1000) else None


def _way_of_dying(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"the engine crashed ({signal.Signals(os.WTERMSIG(status)).name})"
    return "the engine ended its process"
