"""A day at a small library, for the pages of the staff: everything that they list is there once."""

import wave
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from access.catalogue.made import Edition, Source
from access.catalogue.records import Copy, CopyState, Medium, Title
from access.importing.one_source import add_source
from access.listening.spoken import heard, leave
from access.network.holidays import add_holiday
from access.network.records import OpeningHours
from access.notices.records import Notice, NoticeKind, NoticeState
from access.people.assisting import grant
from access.people.contacts import add_telephone
from access.people.records import Account, Reader, Role, Way
from access.production.bench import phrases, report
from access.production.finishing import finish
from access.production.lexicon import entry, pronounce
from access.production.manner import Manner
from access.production.policy import Patience, Publishing
from access.production.records import (
    NIGHTLY,
    SOMEBODY_WAITS,
    Finding,
    Production,
    ProductionState,
    QualitySample,
)
from access.production.running import begin, hand
from access.production.shelving import making_folder
from access.production.wanting import want
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind
from access.search.indexing import index_titles
from api.web.frame.doors import Doors
from api.work.facts import made_edition
from api.work.ordering import assignment
from tests.access import desk
from tts.conversion import convert
from tts.narration.store import Store

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
BOOK = "# Старый мост\n\n## Глава первая\n\nТуман над рекой. Мост построили давно.\n"
HUM = Manner(voices=dict.fromkeys(("kk", "ru", "en"), "tone:hum"))
TELEPHONE = "+77011234567"


@dataclass(frozen=True, slots=True)
class Day:
    """The numbers of what is there."""

    reader_id: int
    double_id: int
    assistant_id: int
    title_id: int
    hidden_id: int
    point_id: int
    request_id: int
    notice_id: int
    production_id: int
    parked_id: int
    edition_id: int
    finding_id: int
    phrase_id: str
    entry_id: int
    sample_id: int
    spoken_id: int


def begin_day(doors: Doors, account_id: int) -> Day:
    """Fill the database and the shelf behind these doors."""
    with doors.database.change.begin() as db:
        point_id = _network(db)
        reader_id, double_id, assistant_id = _people(db)
        title_id = _title(db, doors, "Старый мост", BOOK)
        hidden_id = desk.title(db, "Көрінбейтін", has_source=False)
        db.get_one(Title, hidden_id).hidden_at = NOON
        request_id = _request(db, reader_id, title_id, point_id)
        notice = Notice(
            once_key="ready:test", reader_id=reader_id, kind=NoticeKind.READY, way=Way.CALL,
            language="ru", facts={"title": "Старый мост"}, state=NoticeState.LAPSED, made_at=NOON,
            not_before_at=NOON,
        )  # fmt: skip
        db.add(notice)
        parked_id = _productions(db)
        index_titles(db, [title_id, hidden_id])
        word = entry(language="ru", written="ЭВМ", said="э вэ эм", sentence="Это ЭВМ.")
        entry_id = pronounce(db, word, title_id=None, by_id=account_id, now=NOON).id
        db.flush()
        notice_id = notice.id
    production_id, edition_id = make_edition(doors, title_id)
    with doors.database.change.begin() as db:
        edition = db.get_one(Edition, edition_id)
        spoken = phrases(edition, doors.settings.shelf_dir)
        phrase_id = next(one.phrase_id for one in spoken if "построили" in one.text)
        finding = report(
            db, edition_id=edition_id, phrase_id=phrase_id, reason="Не то ударение.",
            shelf=doors.settings.shelf_dir,
        )  # fmt: skip
        sample = QualitySample(edition_id=edition_id, drawn_on=date(2026, 11, 20))
        db.add(sample)
        db.flush()
        finding_id, sample_id = finding.id, sample.id
        spoken_id = _spoken(db, doors, reader_id, account_id)
    return Day(
        reader_id, double_id, assistant_id, title_id, hidden_id, point_id, request_id, notice_id,
        production_id, parked_id, edition_id, finding_id, phrase_id, entry_id, sample_id,
        spoken_id,
    )  # fmt: skip


def _spoken(db: Session, doors: Doors, reader_id: int, account_id: int) -> int:
    """A message of the reader that nobody heard, one of a stranger, and one that was heard."""
    folder = doors.settings.phone_dir / "messages"
    folder.mkdir(parents=True)
    numbers = []
    for place, speaker in enumerate((reader_id, None, reader_id)):
        sound = f"{place}.wav"
        with wave.open(str(folder / sound), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8_000)
            file.writeframes(b"\0\1" * 16_000)
        numbers.append(
            leave(
                db, reader_id=speaker, caller=TELEPHONE, language="ru", sound=sound,
                length_ms=2_000, now=NOON,
            ).id
        )  # fmt: skip
    heard(db, spoken_id=numbers[2], by_id=account_id, now=NOON)
    return numbers[0]


def make_edition(doors: Doors, title_id: int) -> tuple[int, int]:
    """Make the edition of a title as a worker does, in this process; nothing is published."""
    settings, shelf = doors.settings, doors.settings.shelf_dir
    with doors.database.change.begin() as db:
        wanted = want(
            db, title_id=title_id, manner=HUM, forms=("mp3",), priority=SOMEBODY_WAITS, now=NOON
        )
        attempt = hand(db, production_id=wanted.id, now=NOON)
        assert attempt is not None
        begin(db, attempt, worker="here-0", patience=Patience(), now=NOON)
    making = making_folder(attempt, "here-0")
    with doors.database.look.begin() as db:
        asked = assignment(
            db, settings, production_id=attempt.production_id, shelf=shelf / making, now=NOON
        )
    edition = convert(
        asked.source,
        asked.order,
        Store(settings.store_dir),
        lambda _done, _of: None,
        name=asked.name,
    )
    made = made_edition(edition, fingerprint=asked.order.fingerprint_of(asked.source))
    with doors.database.change.begin() as db:
        done = finish(
            db, attempt, made, shelf=shelf, making=making, publishing=Publishing.APPROVED, now=NOON
        )
        assert done is not None
        return attempt.production_id, done.id


def _nobody(_done: int, _total: int) -> None:
    """Nobody watches it being made."""


def findings_of(db: Session, edition_id: int) -> list[Finding]:
    """What is doubtful in an edition."""
    return [one for one in db.query(Finding) if one.edition_id == edition_id]


def _network(db: Session) -> int:
    desk.network(db)
    point_id = desk.point(db)
    for weekday in range(5):
        db.add(
            OpeningHours(
                service_point_id=point_id, weekday=weekday, opens_minute=540, closes_minute=1080
            )
        )
    add_holiday(db, on=date(2026, 12, 16), point_id=None, names={"kk": "Тәуелсіздік күні"})
    add_holiday(db, on=date(2026, 12, 20), point_id=point_id, names={"ru": "Ремонт"})
    return point_id


def _people(db: Session) -> tuple[int, int, int]:
    reader_id, double_id = desk.reader(db), desk.reader(db, entitled=())
    for number in (reader_id, double_id):
        add_telephone(db, reader_id=number, telephone=TELEPHONE)
    assistant_id = desk.account(db, Role.ASSISTANT)
    grant(db, account_id=assistant_id, reader_id=reader_id, since_on=NOON.date(), now=NOON)
    return reader_id, double_id, assistant_id


def _title(db: Session, doors: Doors, name: str, text: str) -> int:
    title = Title(name=name, language="ru", languages=["ru"], added_at=NOON, changed_at=NOON)
    db.add(title)
    db.flush()
    sources = doors.settings.sources_dir
    sources.mkdir(parents=True, exist_ok=True)
    file = sources.parent / f"{title.id}.md"
    file.write_text(text, "utf-8")
    add_source(db, title_id=title.id, file=file, sources=sources, most_bytes=1_000_000, now=NOON)
    return title.id


def _request(db: Session, reader_id: int, title_id: int, point_id: int) -> int:
    """A braille copy that is put aside for the reader."""
    copy_id = desk.copy(db, title_id, point_id, Medium.BRAILLE)
    db.get_one(Copy, copy_id).barcode = "300123"
    return ask(
        db, reader_id=reader_id, title_id=title_id, kind=RequestKind.COPY, form="braille",
        door="web", service_point_id=point_id, now=NOON, limits=STANDARD_LIMITS,
    ).id  # fmt: skip


def _productions(db: Session) -> int:
    """One that waits, one in the making, one parked; answers the parked one."""
    states = (ProductionState.WAITING, ProductionState.RUNNING, ProductionState.PARKED)
    made = []
    for place, state in enumerate(states):
        title_id = desk.title(db, f"Кітап {place}")
        source = db.query(Source).filter(Source.title_id == title_id).one()
        made.append(
            Production(
                title_id=title_id,
                source_id=source.id,
                manner_key="standard",
                manner={},
                forms=["daisy202"],
                state=state,
                priority=NIGHTLY,
                asked_at=NOON,
                turn_at=NOON + timedelta(minutes=place),
                started_at=NOON,
                phrases_total=100,
                phrases_done=place * 20,
                sections_total=5,
                sections_done=place,
                fault_code="bad_book" if state is ProductionState.PARKED else None,
                fault="This is no EPUB." if state is ProductionState.PARKED else None,
            )
        )
    db.add_all(made)
    db.flush()
    return made[-1].id


def copy_state(db: Session) -> CopyState:
    """Of the only copy there is."""
    return db.query(Copy).one().state


def reader_by_name(db: Session, family: str) -> Reader:
    """The only reader of this family name."""
    return db.query(Reader).filter(Reader.family_name == family).one()


def account_called(db: Session, login: str) -> Account:
    """The account with this login."""
    return db.query(Account).filter(Account.login == login).one()


def folder_is_empty(folder: Path) -> bool:
    """Nothing was left behind."""
    return not any(folder.glob(".sent.*"))
