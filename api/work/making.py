"""One edition in the making, as its worker sees it: the maker's process, and what it told."""

import threading
import time
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy.exc import OperationalError

from access.database.opening import Database
from access.production.records import BACK_CATALOGUE
from access.production.running import Attempt, Reached, Trouble, begin, went_on
from access.production.shelving import making_folder
from api.settings import Settings
from tts.narration.child import Child, ChildGone
from tts.narration.lines import Message

NOTE_EVERY_S = 1.0
MAKER_ENDED = "maker_ended"


class NotWanted(Exception):
    """Somebody cancelled the production, or it is made elsewhere."""


class Troubled(Exception):
    """The making failed; `trouble` says how."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.sentence)


class Making:
    """A maker at work, asked by one thread; another may `stop` or `hurry` it at any time."""

    def __init__(
        self, attempt: Attempt, settings: Settings, database: Database, worker: str
    ) -> None:
        """Raises NotWanted."""
        self.attempt, self.folder = attempt, making_folder(attempt, worker)
        self._settings, self._database, self._worker = settings, database, worker
        self._sections: int | None = None
        self._made, self._phrases = set[int](), (0, 0)
        self._listen: str | None = None
        self._is_finished, self._is_stopped, self._is_hurried = False, False, False
        self._noted_at_s = 0.0
        self._door = threading.Lock()
        self._child: Child | None = None
        with database.change.begin() as db:
            begun = begin(
                db,
                attempt,
                worker=worker,
                patience=settings.patience,
                now=datetime.now(UTC),
            )
            is_gentle = begun is not None and begun.priority >= BACK_CATALOGUE
        if begun is None:
            raise NotWanted
        self.is_gentle = is_gentle
        self._open()

    def sections(self) -> int:
        """How many sections will be spoken. Raises NotWanted, Troubled."""
        while self._sections is None and not self._is_finished:
            self._hear()
        return self._sections or 0

    def wait_for_section(self, place: int) -> None:
        """Until the sound of this section is in the store. Raises NotWanted, Troubled."""
        while place not in self._made and not self._is_finished:
            self._hear()

    def wait_for_the_end(self) -> str:
        """Until every form is there; answers the folder under the shelf where the edition is.

        Raises NotWanted, Troubled.
        """
        while not self._is_finished:
            self._hear()
        return self.folder

    def stop(self) -> None:
        """End the maker now; who waits for it hears that it is not wanted."""
        with self._door:
            self._is_stopped = True
            if self._child:
                self._child.kill()

    def hurry(self) -> None:
        """Somebody waits for it now: begin again, no longer behind everybody else. What was spoken
        is in the store, so this costs a moment."""
        with self._door:
            if self.is_gentle and not self._is_finished:
                self.is_gentle, self._is_hurried = False, True
                if self._child:
                    self._child.kill()

    def close(self) -> None:
        """Let go of the maker."""
        with self._door:
            child, self._child = self._child, None
        if child:
            child.close()

    def _open(self) -> None:
        with self._door:
            if self._is_stopped:
                raise NotWanted
            self._child = Child("api.work.maker", own_group=True)
            child = self._child
        with suppress(ChildGone):  # the message that does not come will tell
            child.send(
                {
                    "settings": self._settings.as_line(),
                    "production_id": self.attempt.production_id,
                    "making": self.folder,
                    "is_gentle": self.is_gentle,
                }
            )

    def _hear(self) -> None:
        """The next thing that the maker tells."""
        child = self._child
        if child is None:
            raise NotWanted
        try:
            message = child.receive(self._settings.production_stall_s)
        except ChildGone:
            self._gone()
            return
        self._take(message)

    def _gone(self) -> None:
        if self._is_stopped:
            raise NotWanted
        if not self._is_hurried:
            raise Troubled(
                Trouble(
                    MAKER_ENDED,
                    "The process that made it ended, or was silent for too long; it may have had "
                    f"too little memory. {self._where()} It is tried again.",
                    may_pass=True,
                )
            )
        self._is_hurried = False
        self.close()
        self._open()

    def _where(self) -> str:
        if self._sections is None:
            return "It had not begun to speak."
        return f"{len(self._made)} of {self._sections} sections were spoken."

    def _take(self, message: Message) -> None:
        if "failed" in message:
            raise Troubled(Trouble(*message["failed"]))
        if "sections" in message:
            self._sections = message["sections"]
        elif "made" in message:
            self._made.add(message["made"])
        elif "phrases" in message:
            self._phrases = tuple(message["phrases"])
        elif "listen" in message:
            self._listen = message["listen"]
        else:
            self._is_finished = True
        self._note(now_s=time.monotonic())

    def _note(self, *, now_s: float) -> None:
        if now_s - self._noted_at_s < NOTE_EVERY_S and not self._is_finished:
            return
        self._noted_at_s = now_s
        reached = Reached(len(self._made), self._sections or 0, *self._phrases, self._listen)
        is_wanted = True
        with suppress(OperationalError), self._database.change.begin() as db:
            is_wanted = went_on(db, self.attempt, reached)  # records that are away come back
        if not is_wanted:
            self.stop()
            raise NotWanted
