"""The telephone line under many calls: none fails; how much processor it takes, how quick it is.

Calls go through a real Asterisk at loopback where there is one (`.ci/parts`). Each signs in, goes
through menus, asks for books to be found; from a key to the first sound of its answer is measured
at the ear. Half a second of that is quiet by design. Telephones, Asterisk and the line share the
machine, so the line's own processor time is told apart.

    python -m benchmarks.phone [--calls 100]
"""

import argparse
import asyncio
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from access.database.upgrading import upgrade
from access.people.passwords import set_pin
from access.people.records import Reader
from access.search.indexing import index_titles
from api.phone.driving import AFTER_KEY_S
from api.phone.server import voice_of
from tests.access import desk
from tests.access.people.people import PIN
from tests.api.phone import asterisk
from tests.api.phone.lines import CARD, Library
from tests.api.phone.sip import Telephone

KEYS = "2*3*2*5*2*"
"""Menus there and back."""
QUIET_S = 0.4
"""Longer than any rest within a sentence or between two."""
PROCESSES = 4


def main() -> int:
    """Measure, say it, and end with 1 if a call failed."""
    options = argparse.ArgumentParser(description="Many calls at once.")
    options.add_argument("--calls", type=int, default=20)
    calls = options.parse_args().calls
    if reason := asterisk.why_not():
        print(f"phone: not measured. {reason}.")
        return 0
    multiprocessing.set_start_method("spawn")
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(folder), calls)


def measured(folder: Path, calls: int) -> int:
    """Calls at once over a fresh library."""
    url = f"sqlite:///{folder / 'dauys.db'}"
    upgrade(url)
    library = Library(url, folder, phone_dir=folder / "line", phone_calls=calls + 10)
    with library.database.change.begin() as db:
        index_titles(db, [desk.title(db)])
        for number in range(calls):
            reader_id = desk.reader(db)
            reader = db.get_one(Reader, reader_id)
            reader.card_number, reader.speech_language = f"{CARD}{number}", "ru"
            set_pin(db, reader_id=reader_id, pin=PIN)
    voice = voice_of(library.settings)
    voice.render()
    voice.close()
    port = asterisk.free_port()
    with asterisk.exchange(folder / "exchange", agi_port=port) as exchange:
        answered = asyncio.run(_answered(library, port, exchange.sip_port, calls))
    library.close()
    failed, waits_s, took_s, cpu_s = answered
    waits_s.sort()
    print(
        f"{calls} calls at once, {len(waits_s)} keys, {failed} failed, {took_s:.0f} s\n"
        f"the line's own processor time: {100 * cpu_s / took_s:.1f} % of one core\n"
        f"key to sound, of which {AFTER_KEY_S:.1f} s is quiet: median "
        f"{statistics.median(waits_s):.2f} s, p95 {waits_s[int(len(waits_s) * 0.95)]:.2f} s"
    )
    return 1 if failed else 0


async def _answered(
    library: Library, port: int, sip_port: int, calls: int
) -> tuple[int, list[float], float, float]:
    loop = asyncio.get_running_loop()
    async with library.line(port):
        with ProcessPoolExecutor(PROCESSES) as callers:
            began_s, cpu_s = time.monotonic(), _cpu_s()
            shares = [range(first, calls, PROCESSES) for first in range(PROCESSES)]
            told = await asyncio.gather(
                *(loop.run_in_executor(callers, _calls, sip_port, share) for share in shares)
            )
            took_s, cpu_s = time.monotonic() - began_s, _cpu_s() - cpu_s
    waits_s = [wait_s for _, waits in told for wait_s in waits]
    return sum(failed for failed, _ in told), waits_s, took_s, cpu_s


def _cpu_s() -> float:
    """Of this process: the line. The telephones are others, and Asterisk is."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _calls(sip_port: int, numbers: range) -> tuple[int, list[float]]:
    """In a process of its own: these calls at once; how many failed, and how long keys took."""

    async def all_of_them() -> tuple[int, list[float]]:
        told = await asyncio.gather(
            *(_call(sip_port, number) for number in numbers), return_exceptions=True
        )
        failed = [one for one in told if isinstance(one, BaseException)]
        for one in failed[:3]:
            print(f"failed: {one!r}", file=sys.stderr)
        return len(failed), [wait_s for one in told if isinstance(one, list) for wait_s in one]

    return asyncio.run(all_of_them())


async def _call(sip_port: int, number: int) -> list[float]:
    await asyncio.sleep(number * 0.1)
    phone = Telephone(sip_port, number=f"+770120{number:05d}")
    async with phone:
        await phone.hears()
        await phone.press("2")
        await phone.hears()
        await phone.press(f"{CARD}{number}#")
        await phone.hears()
        await phone.press(f"{PIN}#")
        await phone.hears(60)
        await asyncio.sleep(1)
        measured_from = len(phone.pressed_at_s)
        for key in KEYS:
            await phone.press(key)
            await phone.hears(60)
            await asyncio.sleep(3)
        if phone.ended.is_set():
            raise AssertionError("the call ended by itself")
        heard = phone.arrivals()
        return [_wait_s(heard, at_s) for _, at_s in phone.pressed_at_s[measured_from:]]


def _wait_s(heard: list[tuple[float, bool]], pressed_at_s: float) -> float:
    """From a key to the first sound after the quiet that follows it; nothing is sent in it."""
    loud_at_s = pressed_at_s
    for at_s, is_loud in heard:
        if is_loud and at_s > pressed_at_s:
            if at_s - loud_at_s >= QUIET_S:
                return at_s - pressed_at_s
            loud_at_s = at_s
    raise AssertionError("no answer was heard")


if __name__ == "__main__":
    sys.exit(main())
