"""Tables of readers: who they are, how to reach them; where they live goes to who knows of doors.

A reader is known again by the card. A row adds and changes what it says; what it does not say stays
as it is, and no address is taken away. No remark repeats what a row says of somebody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.importing.languages import language_tag
from access.importing.remarks import Code, RecordRefused, Remark
from access.importing.report import Fate, Report, Tally
from access.importing.running import Desk
from access.importing.tables.reading import Row, Table, refuse_if_too_many
from access.network.records import ServicePoint
from access.people.cards import card_written, reader_by_card
from access.people.contacts import add_email, add_telephone, contacts_of
from access.people.errors import BadField, ReaderClosed
from access.people.fields import SCREEN_LANGUAGES, day_written
from access.people.profile import Profile, profile_of
from access.people.records import Reader, Way
from access.people.registering import NewReader, change_profile, register

MOST_ROWS = 500_000
BATCH = 200
DOOR = "import"
NAMES = ("family_name", "given_name", "patronymic")
HOME_COLUMNS = frozenset(
    {
        "street", "house", "entrance", "floor", "flat", "door_code", "district", "lat", "lon",
        "lift", "every_days", "days", "windows",
    }
)  # fmt: skip
WAYS = {
    "e-mail": Way.EMAIL, "email": Way.EMAIL, "почта": Way.EMAIL, "эл. почта": Way.EMAIL,
    "эл. пошта": Way.EMAIL, "sms": Way.SMS, "смс": Way.SMS, "call": Way.CALL, "звонок": Way.CALL,
    "телефон": Way.CALL, "қоңырау": Way.CALL, "phone": Way.CALL, "web": Way.WEB, "сайт": Way.WEB,
}  # fmt: skip
ILLNESS = re.compile(
    r"diagnos|disabilit|disease|illness|диагноз|инвалид|заболев|болезн|группа_инв|мүгедек|ауру|мкб"
)
SECRET = re.compile(r"\bpin\b|пин|парол|password|құпия|иин|жсн|\biin\b")
YEAR_ALONE = re.compile(r"[12]\d{3}\Z")
REMEDY = {
    "card_number": "Write the number as it stands on the card: letters and digits, 3 to 32.",
    "born_on": "Write the day as 1958-03-07 or 7.3.1958, or leave it empty.",
    "telephone": "Write a whole number, as +7 727 123 45 67, or leave it empty.",
    "email": "Write one address, as name@example.kz, or leave it empty.",
    "family_name": "Every reader needs a family name.",
    "given_name": "Every reader needs a given name.",
    "notice_way": "The reader has no address for this way; add one, or leave it empty.",
}

AtHome = Callable[[Session, int, Row, datetime], bool]
"""What the room of home delivery does with a row: takes the reader and the row, answers whether
something changed. Raises RecordRefused."""


class _TriedOnly(Exception):
    """Ends a transaction of which nothing is to be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How a table of readers is taken: `at_home` knows doors, `is_trial` keeps nothing."""

    at_home: AtHome
    is_trial: bool = False


def run_readers(table: Table, desk: Desk, taking: Taking, *, what: str) -> Report:
    """Bring readers to what the table says, in batches; each row whole or not at all.

    Raises RecordRefused for a table that nobody should have written: with a column of illnesses.
    """
    _require_decent(table)
    tally = Tally(what)
    if left := [name for name in table.unknown if not SECRET.search(_folded(name))]:
        _say(tally, what, f"Columns that are not known are left out: {', '.join(left[:20])}.")
    if len(left) < len(table.unknown):
        _say(tally, what, "Columns of PINs, passwords and personal numbers are left out.")
    rows = iter(table.rows)
    counted = islice(rows, MOST_ROWS)
    while batch := list(islice(counted, BATCH)):
        _take(batch, desk, taking, tally, what)
        desk.on_progress(tally.records)
    if next(rows, None) is not None:
        sentence = f"A table has at most {MOST_ROWS} rows; cut it in two. The rest is left out."
        tally.say([Remark(code=Code.TOO_MANY, sentence=sentence, file=what, is_refusal=True)])
    return tally.report()


def _take(batch: list[Row], desk: Desk, taking: Taking, tally: Tally, what: str) -> None:
    """One transaction; of a trial nothing stays."""
    outcomes = list[tuple[Fate, list[Remark]]]()
    try:
        with desk.transaction() as db:
            outcomes += (_row(db, row, desk.now, taking, what) for row in batch)
            _end_of(taking)
    except _TriedOnly:
        pass  # what was counted is said, what was written is rolled back
    for fate, remarks in outcomes:
        tally.count(fate, remarks)


def _end_of(taking: Taking) -> None:
    if taking.is_trial:
        raise _TriedOnly


def _row(
    db: Session, row: Row, now: datetime, taking: Taking, what: str
) -> tuple[Fate, list[Remark]]:
    remarks = list[Remark]()
    try:
        with db.begin_nested():
            refuse_if_too_many(row)
            return _saved(db, row, now, taking, remarks, what), remarks
    except BadField as error:
        field = error.field
        sentence = f"{REMEDY.get(field, 'Put it right, or leave it empty.')} ({error.wrong.value})"
    except ReaderClosed:
        field, sentence = "card", "The record of this reader is closed; open it again first."
    except RecordRefused as refusal:
        field, sentence = refusal.field, refusal.sentence
    refusal_said = _remark(row, field, sentence, what, is_refusal=True)
    return Fate.REFUSED, [refusal_said]


def _saved(
    db: Session, row: Row, now: datetime, taking: Taking, remarks: list[Remark], what: str
) -> Fate:
    card = card_written(row.get("card"))
    said = _said(db, row, remarks, what)
    reader = reader_by_card(db, card)
    if reader is None:
        made = NewReader(
            card_number=card, emails=row.all("email"), telephones=row.all("phone"),
            **{"family_name": "", "given_name": "", **said},  # type: ignore[arg-type]
        )  # fmt: skip
        number, fate = register(db, made, now=now, by_id=None, door=DOOR).id, Fate.ADDED
    else:
        number, fate = reader.id, _changed(db, reader, row, said, now)
    is_at_home = any(row.get(column) for column in HOME_COLUMNS)
    if is_at_home and taking.at_home(db, number, row, now) and fate is Fate.UNCHANGED:
        fate = Fate.CHANGED
    return fate


def _changed(db: Session, reader: Reader, row: Row, said: dict[str, object], now: datetime) -> Fate:
    """What the row says, put to what is known. Raises ReaderClosed, BadField."""
    if reader.closed_at is not None:
        raise ReaderClosed(reader.id)
    before = {(one.way, one.address) for one in contacts_of(db, reader_id=reader.id)}
    for email in row.all("email"):
        add_email(db, reader_id=reader.id, email=email)
    for telephone in row.all("phone"):
        add_telephone(db, reader_id=reader.id, telephone=telephone)
    after = {(one.way, one.address) for one in contacts_of(db, reader_id=reader.id)}
    known = profile_of(reader)
    wanted = replace(known, **said)  # type: ignore[arg-type]
    if _as_kept(wanted) != _as_kept(known):
        change_profile(
            db, reader_id=reader.id, version=reader.version, profile=wanted, now=now, by_id=None,
            door=DOOR,
        )  # fmt: skip
        return Fate.CHANGED
    return Fate.UNCHANGED if before == after else Fate.CHANGED


def _as_kept(profile: Profile) -> Profile:
    """The same, with its day of birth as a day: two ways of writing it are one."""
    born = profile.born_on
    return replace(profile, born_on=day_written("born_on", born) if isinstance(born, str) else born)


def _said(db: Session, row: Row, remarks: list[Remark], what: str) -> dict[str, object]:
    """The fields of a profile that the row names."""
    said: dict[str, object] = {name: row.get(name) for name in NAMES if row.get(name)}
    if YEAR_ALONE.match(row.get("born_on")):
        remarks.append(_remark(row, "born_on", "A year alone is no day of birth; left out.", what))
    elif row.get("born_on"):
        said["born_on"] = row.get("born_on")
    if row.get("language"):
        said |= _languages(row)
    if row.get("branch"):
        said["home_point_id"] = _point(db, row)
    if row.get("notice_way"):
        way = WAYS.get(row.get("notice_way").casefold())
        if way is None:
            raise _bad("notice_way", "Write e-mail, SMS, call or web.")
        said["notice_way"] = way
    return said


def _languages(row: Row) -> dict[str, object]:
    tag = language_tag(row.get("language"))
    if not tag:
        raise _bad("language", "Write kk, ru or en, or the name of another language of books.")
    pages = {"screen_language": tag} if tag in SCREEN_LANGUAGES else {}
    return {"speech_language": tag, **pages}


def _point(db: Session, row: Row) -> int:
    found = db.scalar(select(ServicePoint.id).where(ServicePoint.code == row.get("branch")))
    if found is None:
        raise RecordRefused(
            Code.NO_POINT, "There is no place with this code. Import the network first.",
            field="branch",
        )  # fmt: skip
    return found


def _require_decent(table: Table) -> None:
    if any(ILLNESS.search(_folded(name)) for name in table.unknown):
        raise RecordRefused(
            Code.BAD_FILE,
            "The table has a column of illnesses or disabilities. Dauys keeps none: take the "
            "column out and import the rest. Rights are confirmed on the reader's page.",
        )
    if "card" not in table.columns:
        raise RecordRefused(
            Code.BAD_FILE, "A table of readers needs a column with the numbers of their cards."
        )


def _say(tally: Tally, what: str, sentence: str) -> None:
    tally.say([Remark(code=Code.BAD_VALUE, sentence=sentence, file=what, record=1)])


def _remark(row: Row, field: str, sentence: str, what: str, *, is_refusal: bool = False) -> Remark:
    return Remark(
        code=Code.BAD_VALUE, sentence=f"Line {row.line}: {sentence}", file=what, record=row.line,
        field=field, is_refusal=is_refusal,
    )  # fmt: skip


def _bad(field: str, sentence: str) -> RecordRefused:
    return RecordRefused(Code.BAD_VALUE, sentence, field=field)


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "_")
