"""A slot: one process that makes editions, one that somebody waits for and one of the
back-catalogue at a time. `api.work.workforce` starts as many as were asked for."""

import fcntl
import os
import signal
import socket
import sys
import threading
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from access.database.opening import open_database
from access.database.working import open_work_engine
from access.production.records import BACK_CATALOGUE, Production
from access.production.running import is_wanted
from access.production.workers import Watch, alive, beat, forget, say_goodbye
from api.ils.opening import client_of
from api.ils.telling import Carrier
from api.notices.adapters import adapters_of
from api.notices.sender import send_due
from api.settings import Settings
from api.work import nightly
from api.work.dispatching import find_lost, hand_out
from api.work.editions import Bench, work_with
from api.work.engine import launch, open_desk, take_over
from api.work.nights import hand_in_nights, work_at_night
from tts.narration.lines import die_with
from tts.narration.store import Store

TICK_S = 0.5
FIND_LOST_EVERY_S = 5.0
SEND_EVERY_S = 3.0
TELL_ILS_EVERY_S, ILS_AWAY_S = 10.0, 300.0
NIGHT_EVERY_S = 20.0
TRIM_EVERY_S = 6 * 3_600.0
BEATS_A_LIFE = 6
"""A worker says that it lives so often in the time after which it would be taken for dead."""
MOST_SLOTS = 1_000


class Slot:
    """What a slot does beside making editions, again and again."""

    def __init__(self, settings: Settings, name: str) -> None:
        self.settings, self.name = settings, name
        self.database = open_database(settings.database_url)
        self.bench = Bench(settings, self.database, name)
        self._engine = open_work_engine(settings.database_url)
        self._watch = Watch(name, settings.worker_dead_after_s)
        self._beat_at_s = self._find_lost_at_s = self._night_at_s = 0.0
        self._trim_at_s = time.monotonic()
        self.is_first = False

    def begin(self) -> None:
        """Say that it lives, then let the engine go on with what this name had begun."""
        with self.database.change.begin() as db:
            beat(db, name=self.name, now=datetime.now(UTC))
        work_with(self.bench)
        work_at_night(self.bench)
        launch(self._engine, self.name)
        nightly.begin(self.bench)
        self._desk = open_desk(self._engine)

    def look_around(self) -> None:
        """One round: live, watch, stop what nobody wants, hand out what waits."""
        now, clock_s = datetime.now(UTC), time.monotonic()
        if clock_s - self._beat_at_s >= self.settings.worker_dead_after_s / BEATS_A_LIFE:
            self._beat_at_s = clock_s
            with self.database.change.begin() as db:
                beat(db, name=self.name, now=now)
            self._take_over(clock_s)
        self._look_at_makings()
        with self.database.look.begin() as db:
            workers = alive(db, now=now, dead_after_s=self.settings.worker_dead_after_s)
        self.is_first = bool(workers) and workers[0] == self.name
        if self.is_first:
            hand_out(self.database, self._desk, workers=len(workers), now=now)
            if clock_s - self._find_lost_at_s >= FIND_LOST_EVERY_S:
                self._find_lost_at_s = clock_s
                find_lost(self.database, self._desk, patience=self.settings.patience, now=now)
            if clock_s - self._night_at_s >= NIGHT_EVERY_S or not self._night_at_s:
                self._night_at_s = clock_s
                hand_in_nights(self.database, self._desk, self.settings, now)

    def send_notices(self, stopping: threading.Event) -> None:
        """Send what readers are to be told, until the end; in a thread of its own, for a mail
        server may take its time. One worker does it; that two do is no harm."""
        adapters = adapters_of(self.settings)
        while not stopping.wait(SEND_EVERY_S):
            try:
                if self.is_first:
                    send_due(self.database, adapters, lambda: datetime.now(UTC))
            except Exception:  # noqa: BLE001 - a database that is away comes back
                traceback.print_exc()

    def tell_ils(self, stopping: threading.Event) -> None:
        """Tell the library's own system of loans, until the end; in a thread of its own. One worker
        does it; of several that try, one does. Where it is away it is asked more seldom."""
        if self.settings.ils_host is None:
            return
        client = client_of(self.settings, clock=_now, rest=stopping.wait)
        carrier = Carrier(self.database, client, _now, self.name)
        pause_s = TELL_ILS_EVERY_S
        while not stopping.wait(pause_s):
            try:
                if self.is_first:
                    is_away = carrier.carry().fault is not None
                    pause_s = min(pause_s * 2, ILS_AWAY_S) if is_away else TELL_ILS_EVERY_S
            except Exception:  # noqa: BLE001 - a database that is away comes back
                traceback.print_exc()

    def keep_store_small(self) -> None:
        """Bring this machine's store back to its limit, now and then, by its first worker. What an
        edition under way has used goes last."""
        is_first = self.name.endswith("-0")
        if is_first and time.monotonic() - self._trim_at_s >= TRIM_EVERY_S:
            self._trim_at_s = time.monotonic()
            store, limit = Store(self.settings.store_dir), self.settings.store_limit_bytes
            threading.Thread(target=store.trim, args=(limit,), daemon=True).start()

    def end(self) -> None:
        """Lay everything down in good order."""
        self.bench.lay_down_all()
        with self.database.change.begin() as db:
            say_goodbye(db, name=self.name, now=datetime.now(UTC))

    def _take_over(self, clock_s: float) -> None:
        with self.database.look.begin() as db:
            dead = self._watch.dead(db, clock_s=clock_s)
        if dead:
            take_over(dead)
            with self.database.change.begin() as db:
                forget(db, names=dead)

    def _look_at_makings(self) -> None:
        makings = self.bench.under_way()
        if not makings:
            return
        with self.database.look.begin() as db:
            for making in makings:
                production = db.get(Production, making.attempt.production_id)
                if not is_wanted(db, making.attempt):
                    making.stop()
                elif making.is_gentle and production and production.priority < BACK_CATALOGUE:
                    making.hurry()


def main() -> None:
    """What the process does: the settings come as a line on its input, its number as argument."""
    number, parent = int(sys.argv[2]), int(sys.argv[3])
    die_with(parent)
    settings = Settings.model_validate_json(sys.stdin.buffer.readline())
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the workforce decides
    name, _held = own_name(settings, number)
    slot = Slot(settings, name)
    slot.begin()
    for beside in (slot.send_notices, slot.tell_ils):
        threading.Thread(target=beside, args=(stopping,), daemon=True).start()
    while not stopping.wait(TICK_S):
        try:
            slot.look_around()
            slot.keep_store_small()
        except Exception:  # noqa: BLE001 - a database that is away comes back
            traceback.print_exc()
    try:
        slot.end()
    finally:
        sys.stderr.flush()
        os._exit(0)  # steps under way are interrupted: they are neither done nor failed


def _now() -> datetime:
    return datetime.now(UTC)


def own_name(settings: Settings, number: int) -> tuple[str, BinaryIO]:
    """A name that no other process of this machine has, the same at every start, and the lock that
    keeps it. Two workers of one name would both go on with the same work."""
    folder: Path = settings.store_dir / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    machine = settings.worker_name or socket.gethostname() or "worker"
    for taken in range(number, number + MOST_SLOTS):
        lock = (folder / f"{machine}-{taken}.lock").open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            continue
        return f"{machine}-{taken}", lock
    raise RuntimeError(f"more than {MOST_SLOTS} workers on one machine")


if __name__ == "__main__":
    main()
