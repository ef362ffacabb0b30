"""The far end of a booth: the process that has one voice, and speaks or lets its children speak.

What a child of it runs is as short as can be: every page of memory that it touches is copied.
So the parent opens the file and finishes it, and the child only speaks into it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tts.engine import Casting, SpeechEngine, speak_into
from tts.engines.installation import installation_of
from tts.engines.registry import open_engine
from tts.errors import BadChoice, SpeechFailed, TtsError
from tts.narration.lines import Lines, Message, die_with
from tts.narration.store import Recording, Store

_SPOKEN, _FAILED, _STORE_BROKEN = b"+", b"F", b"S"
_LONGEST_REASON_BYTES = 4_000  # what one write to a pipe carries whole
_PERTURB, _COMPLEMENT_OF_ZEROS = -6, 0xFF  # M_PERTURB of glibc: fill what is handed out
_HAS_ALARM = hasattr(signal, "setitimer")

Speak = Callable[[Recording, SpeechEngine, Message], None]


def serve(lines: Lines) -> None:
    """Be a booth: open the engine, then speak what is asked for until the asker ends."""
    hand_out_zeros()
    opening = lines.receive()
    if opening is None:
        return
    try:
        engine = _opened(opening)
    except TtsError as error:
        lines.send({"refused": str(error), "bad_choice": isinstance(error, BadChoice)})
        return
    forks = engine.remembers if opening["fork"] is None else opening["fork"]
    speak = _speak_in_child if forks else _speak_here
    lines.send({"limits_itself": forks or _HAS_ALARM})
    store = Store(Path(opening["store"]))
    if forks:
        gc.collect()
        gc.freeze()  # a collection in a child would touch, and so copy, every page
        gc.disable()
    while (request := lines.receive()) is not None:
        if "ask" in request:
            lines.send({"version": engine.version, "rate_hz": engine.rate_hz})
        else:
            lines.send(_answer(engine, store, request, speak))


def hand_out_zeros() -> None:
    """Have the C library give this process no memory but such as holds zeros.

    Some engines read what they have not written (eSpeak NG 1.52 a new translator's fields); what
    else this process has done would then be heard. Only glibc can be asked so (mallopt(3)).
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_PERTURB, _COMPLEMENT_OF_ZEROS)


def _opened(opening: Message) -> SpeechEngine:
    """The engine asked for, at the rate asked for. Raises BadChoice, EngineMissing."""
    installation = installation_of(opening["installation"])
    engine = open_engine(Casting(*opening["casting"]), installation)
    if opening["rate_hz"] in {0, engine.rate_hz}:
        return engine
    from tts.narration.resampling import Resampled  # noqa: PLC0415 - FFmpeg is large

    return Resampled(engine, opening["rate_hz"])


def _answer(engine: SpeechEngine, store: Store, request: Message, speak: Speak) -> Message:
    """Have the words spoken into the store and tell what became of it."""
    try:
        with store.writing(request["key"]) as recording:
            speak(recording, engine, request)
    except OSError as error:
        return {"store": error.strerror or str(error), "failed": ""}
    except Exception as error:  # noqa: BLE001 - engines fail in ways of their own
        return {"store": "", "failed": str(error).rstrip(".") or type(error).__name__}
    return {"store": "", "failed": ""}


def _speak_into(recording: Recording, engine: SpeechEngine, request: Message) -> None:
    speak_into(engine, recording.take, request["text"], ends_sentence=request["ends"])
    if not recording.samples:
        raise SpeechFailed("the engine gave no sound for the words")


def _speak_here(recording: Recording, engine: SpeechEngine, request: Message) -> None:
    """Speak in this process, which the kernel ends at the limit: no library can hold that up."""
    if not _HAS_ALARM:
        _speak_into(recording, engine, request)
        return
    signal.setitimer(signal.ITIMER_REAL, request["limit_s"])
    try:
        _speak_into(recording, engine, request)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _speak_in_child(recording: Recording, engine: SpeechEngine, request: Message) -> None:
    """Let a fork of this process speak, and wait no longer than the limit. Raises SpeechFailed."""
    booth = os.getpid()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(recording, engine, request, booth, writing)
    os.close(writing)
    try:
        outcome = _outcome(reading, request["limit_s"])
        if outcome is None:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    if outcome is None:
        raise SpeechFailed(f"took longer than {request['limit_s']:.0f} s")
    kind, told = outcome[:1], outcome[1:].decode("utf-8", "replace")
    if kind == _SPOKEN:
        recording.crc32, recording.samples = map(int, told.split())
    elif kind == _STORE_BROKEN:
        raise OSError(told)
    else:
        raise SpeechFailed(told or _way_of_dying(status))


def _be_child(
    recording: Recording, engine: SpeechEngine, request: Message, booth: int, writing: int
) -> NoReturn:
    """Speak, tell how it went in one short write, and end without tidying."""
    kind, told = _FAILED, ""
    try:
        die_with(booth)
        _speak_into(recording, engine, request)
        kind, told = _SPOKEN, f"{recording.crc32} {recording.samples}"
    except OSError as error:
        kind, told = _STORE_BROKEN, error.strerror or str(error)
    except Exception as error:  # noqa: BLE001 - as above
        told = str(error).rstrip(".") or type(error).__name__
    finally:
        os.write(writing, (kind + told.encode())[:_LONGEST_REASON_BYTES])
        os._exit(0)


def _outcome(reading: int, limit_s: float) -> bytes | None:
    """What the child told before it ended; b"" if it ended without a word; None if too late."""
    poll = select.poll()
    poll.register(reading, select.POLLIN | select.POLLHUP)
    return os.read(reading, _LONGEST_REASON_BYTES) if poll.poll(limit_s * 1000) else None


def _way_of_dying(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"the engine crashed ({signal.Signals(os.WTERMSIG(status)).name})"
    return "the engine ended its process"
