"""A small library with workers: titles with files, readers who ask, processes that are killed."""

import hashlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, Source
from access.catalogue.records import Title
from access.database.opening import Database, open_database
from access.production.manner import Manner
from access.production.records import SOMEBODY_WAITS, Production, ProductionState
from access.production.wanting import want
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import Request, RequestKind
from api.settings import Settings
from api.work.workforce import Workforce
from tests.access import desk

HUM = "tone:hum"
PATIENT_S = 90


def all_by(voice: str) -> Manner:
    """Read in this voice, whatever the language."""
    return Manner(voices=dict.fromkeys(("kk", "ru", "en"), voice))


def book(sections: int = 3, sentences: int = 4, name: str = "Старый мост") -> str:
    """A book in Markdown, no two sentences of it alike."""
    return f"# {name}\n\n" + "".join(
        f"## Глава {name} {section}\n\n"
        + " ".join(f"Туман номер {section * 100 + place}, {name}." for place in range(sentences))
        + "\n\n"
        for section in range(sections)
    )


class Workplace:
    """One library; `start` opens it for work."""

    def __init__(self, url: str, folder: Path, **settings: object) -> None:
        self.settings = Settings(
            database_url=url,
            store_dir=folder / "store",
            shelf_dir=folder / "shelf",
            sources_dir=folder / "sources",
            voices_dir=folder / "voices",
            **{  # type: ignore[arg-type]
                "worker_dead_after_s": 3.0,
                "production_retry_first_s": 0.2,
                "workers_a_book": 1,
            } | settings,
        )  # fmt: skip
        self.settings.sources_dir.mkdir(parents=True, exist_ok=True)
        self.database: Database = open_database(url)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def workforce(self, slots: int, machine: str = "here") -> Workforce:
        """Workers of one machine."""
        settings = self.settings.model_copy(update={"worker_name": machine})
        return Workforce(settings, slots, longest_pause_s=0.2)

    def title(self, name: str, text: str, ending: str = ".md") -> int:
        """A title with its file."""
        path = f"{hashlib.sha256(name.encode()).hexdigest()[:12]}{ending}"
        (self.settings.sources_dir / path).write_text(text, encoding="utf-8")
        now = datetime.now(UTC)
        with self.database.change.begin() as db:
            title = Title(name=name, language="ru", languages=["ru"], added_at=now, changed_at=now)
            db.add(title)
            db.flush()
            digest = hashlib.sha256(text.encode()).hexdigest()
            db.add(
                Source(
                    title_id=title.id, path=path, sha256=digest, size_bytes=len(text), added_at=now
                )
            )
            return title.id

    def readers(self, count: int) -> list[int]:
        """New readers, entitled to hear."""
        with self.database.change.begin() as db:
            return [desk.reader(db) for _ in range(count)]

    def ask(self, reader_id: int, title_id: int, manner: Manner) -> int:
        """A reader asks by the web; answers the request."""
        with self.database.change.begin() as db:
            return ask(
                db,
                reader_id=reader_id,
                title_id=title_id,
                kind=RequestKind.AUDIO,
                form="daisy202",
                manner=manner,
                door="web",
                now=datetime.now(UTC),
                limits=STANDARD_LIMITS,
            ).id

    def want(
        self, title_id: int, manner: Manner, *, priority: int = SOMEBODY_WAITS,
        forms: Sequence[str] = ("daisy202",),
    ) -> int:  # fmt: skip
        """A production is promised; answers it."""
        with self.database.change.begin() as db:
            wanted = want(
                db, title_id=title_id, manner=manner, forms=forms, priority=priority,
                now=datetime.now(UTC),
            )  # fmt: skip
            return wanted.id

    def production(self, number: int) -> Production:
        """As it is now."""
        with self.database.look() as db:
            return db.get_one(Production, number)

    def production_of(self, request_id: int) -> int:
        """What is made for a request."""
        with self.database.look() as db:
            number = db.get_one(Request, request_id).production_id
        assert number is not None
        return number

    def editions(self, title_id: int) -> list[Edition]:
        """All rounds of a title, the first one first."""
        with self.database.look() as db:
            return list(
                db.scalars(select(Edition).where(Edition.title_id == title_id).order_by(Edition.id))
            )

    def wait(self, workforces: Sequence[Workforce], until: Callable[[Session], bool]) -> None:
        """Keep workers up until it has come so far."""
        ends_s = time.monotonic() + PATIENT_S
        while True:
            for workforce in workforces:
                workforce.keep_up()
            with self.database.look() as db:
                if until(db):
                    return
            assert time.monotonic() < ends_s, self.told()
            time.sleep(0.1)

    def told(self) -> list[tuple[object, ...]]:
        """Every production, for whoever reads why a test failed."""
        with self.database.look() as db:
            return [
                (p.id, p.state.value, p.tries, p.starts, p.sections_done, p.worker, p.fault)
                for p in db.scalars(select(Production))
            ]


def is_in(*states: ProductionState, number: int) -> Callable[[Session], bool]:
    """Whether a production has come to one of these states."""
    return lambda db: db.get_one(Production, number).state in states


def got_further(number: int, phrases: int) -> Callable[[Session], bool]:
    """Whether so many phrases of a production are spoken, or it is over."""

    def has(db: Session) -> bool:
        production = db.get_one(Production, number)
        return production.phrases_done >= phrases or production.state is ProductionState.DONE

    return has


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


VOICE = """
languages = ["ru", "kk", "en"]
command = ["{python}", "{program}", "{{wav_file}}"]
version = "1"
"""
PROGRAM = """
import os, pathlib, signal, sys, time, wave
words = sys.stdin.read()
{misbehaving}
with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16_000)
    file.writeframes(b"\\x10\\x20" * 900 * len(words))
"""
SLOW = "time.sleep(0.25)"
ENDS_ITS_WORKER = """
process = os.getpid()
while "мост" in words and process > 1:
    process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    if b"api.work.slot" in pathlib.Path(f"/proc/{process}/cmdline").read_bytes():
        os.kill(process, signal.SIGKILL)
        time.sleep(60)
"""


def lay_voice(folder: Path, name: str, misbehaving: str, python: str) -> str:
    """A program as a voice that sleeps or does worse; answers its name in a manner."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / f"{name}.py"
    program.write_text(PROGRAM.replace("{misbehaving}", misbehaving), "utf-8")
    text = VOICE.format(python=python, program=program)
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return f"command:{name}"
