"""The maker: a process that makes one edition and tells how far it is.

It is a room as `tts.narration.child` knows them: started fresh, killed with its worker. What it
does ends up in the store and in a folder of its own; it writes no record.
"""

import json
import os
import shutil
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from access.database.opening import open_database
from access.errors import AccessError
from access.production.running import BAD_SOURCE, Trouble
from access.production.shelving import FACTS
from api.settings import Settings
from api.work.facts import made_edition
from api.work.ordering import Assignment, assignment
from tts.conversion import Following, convert
from tts.errors import BadBook, BadChoice, EngineMissing, SpeechFailed, TtsError
from tts.lexicon.entry import BadEntry
from tts.lexicon.faults import BadLexicon
from tts.listening import FOLDER as LISTEN
from tts.listening import PLAYLIST
from tts.narration.lines import Lines, Message
from tts.narration.store import Store

GENTLEST = 19
_TELL_EVERY_S = 0.25
_CODES: tuple[tuple[type[Exception], str, bool], ...] = (
    (BadBook, BAD_SOURCE, False),
    (BadLexicon, "bad_lexicon", False),
    (BadEntry, "bad_lexicon", False),
    (BadChoice, "bad_choice", False),
    (EngineMissing, "engine_missing", True),
    (SpeechFailed, "speech_failed", True),
    (TtsError, "speech_broken", True),
    (AccessError, "bad_production", False),
    (OSError, "files", True),
    (MemoryError, "no_memory", True),
)
"""What went wrong, by the kind of its error; whether it may pass by itself."""


def serve(lines: Lines) -> None:
    """Make what the first message asks for: `settings`, `production_id`, `making` (a folder under
    the shelf), `is_gentle` (others go first on this machine).

    Tells {"sections": n}, {"made": place}, {"phrases": [done, of]}, {"listen": path}; in the end
    {"finished": true} or {"failed": [code, sentence, may pass]}.
    """
    opening = lines.receive()
    if opening is None:
        return
    if opening["is_gentle"]:
        os.nice(GENTLEST)
    try:
        _make(opening, lines.send)
        lines.send({"finished": True})
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, the production must not hang
        trouble = trouble_of(error)
        lines.send({"failed": [trouble.code, trouble.sentence, trouble.may_pass]})


def trouble_of(error: Exception) -> Trouble:
    """What went wrong, in words, and whether it may pass; what we do not know is our own fault."""
    for kind, code, may_pass in _CODES:
        if isinstance(error, kind):
            return Trouble(code, str(error) or kind.__name__, may_pass)
    traceback.print_exception(error)
    return Trouble("our_fault", f"A fault of ours ({error!r}); please send it to us.", False)


def _make(opening: Message, tell: Callable[[Message], object]) -> None:
    settings = Settings.model_validate_json(opening["settings"])
    making = settings.shelf_dir / opening["making"]
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    asked = _asked(settings, opening["production_id"], making)
    _require_there(asked.source)
    teller = _Teller(tell, settings.shelf_dir, making)
    edition = convert(
        asked.source,
        asked.order,
        Store(settings.store_dir),
        teller.phrases,
        name=asked.name,
        following=Following(begins=teller.begins, audible=teller.audible, made=teller.made),
    )
    facts = made_edition(edition, fingerprint=asked.order.fingerprint_of(asked.source))
    text = json.dumps(facts.told(), ensure_ascii=False)
    (making / FACTS).write_text(text, encoding="utf-8")


def _require_there(source: Path) -> None:
    """A disk that is away for a while is no fault of the book. Raises OSError."""
    if source.is_dir():
        next(source.iterdir(), None)
    else:
        with source.open("rb") as file:
            file.read(1)


def _asked(settings: Settings, production_id: int, making: Path) -> Assignment:
    database = open_database(settings.database_url)
    try:
        with database.look.begin() as db:
            return assignment(
                db, settings, production_id=production_id, shelf=making, now=datetime.now(UTC)
            )
    finally:
        database.close()


class _Teller:
    """Tells how far it is, not oftener than somebody can look."""

    def __init__(self, tell: Callable[[Message], object], shelf: Path, making: Path) -> None:
        self._tell, self._shelf, self._making = tell, shelf, making
        self._told_at_s = 0.0
        self._is_heard = False

    def begins(self, sections: int) -> None:
        self._tell({"sections": sections})

    def made(self, place: int) -> None:
        self._tell({"made": place})

    def audible(self) -> None:
        if not self._is_heard:
            for playlist in self._making.glob(f"*/{LISTEN}/{PLAYLIST}"):
                self._is_heard = True
                self._tell({"listen": playlist.relative_to(self._shelf).as_posix()})

    def phrases(self, done: int, total: int) -> None:
        if done == total or time.monotonic() - self._told_at_s >= _TELL_EVERY_S:
            self._told_at_s = time.monotonic()
            self._tell({"phrases": [done, total]})
