"""What pages of staff and producers list, and the small acts behind them, on both databases."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.holdings import copy_by_barcode
from access.catalogue.made import Source
from access.catalogue.records import Copy, Title
from access.catalogue.titles import editions_of, hidden_titles, hide
from access.importing.one_source import add_source
from access.importing.remarks import Code, RecordRefused
from access.network.errors import PointNotFound
from access.network.holidays import add_holiday, holidays, remove_holiday
from access.people.accounts import fresh_password, issue_account_password
from access.people.passwords import issue_pin
from access.people.records import Account, Reader, Role
from access.people.secrets import Cost, matches, require_good_password
from access.production import running
from access.production.errors import PronunciationNotFound
from access.production.lexicon import entry, pronounce
from access.production.lists import (
    entries,
    history,
    open_by_edition,
    productions,
    productions_of,
    published_editions,
    titles_with_entries,
)
from access.production.manner import STANDARD
from access.production.records import (
    BACK_CATALOGUE,
    SOMEBODY_WAITS,
    Finding,
    Production,
    ProductionState,
)
from access.production.wanting import want
from tests.access import desk

NOON = desk.NOON
QUICK = Cost(passes=1, memory_kib=8, threads=1)
WAITING = ProductionState.WAITING


def production(db: Session, minute: int, priority: int = SOMEBODY_WAITS) -> int:
    made = want(
        db, title_id=desk.title(db, f"Кітап {minute}"), manner=STANDARD, forms=("daisy202",),
        priority=priority, now=NOON + timedelta(minutes=minute),
    )  # fmt: skip
    assert isinstance(made, Production)
    return made.id


def test_the_line_is_turned_page_by_page_in_the_order_of_making(db: Session) -> None:
    bulk = [production(db, minute, BACK_CATALOGUE) for minute in range(3)]
    urgent = [production(db, minute) for minute in (9, 8, 7)]
    found: list[int] = []
    while some := productions(db, state=WAITING, after_id=found[-1] if found else None, limit=2):
        found += [one.id for one in some]
        assert all(one.title.name for one in some)
    assert found == [*reversed(urgent), *bulk]


def test_who_is_brought_forward_is_before_all_and_stays_so(db: Session) -> None:
    bulk = production(db, 0, BACK_CATALOGUE)
    others = [production(db, minute) for minute in (1, 2)]
    for _ in range(2):
        assert running.bring_forward(db, production_id=bulk, now=NOON + timedelta(hours=1))
        assert [one.id for one in productions(db, state=WAITING)] == [bulk, *others]
    first = db.get_one(Production, bulk)
    assert first.kept_priority == SOMEBODY_WAITS
    running.hand(db, production_id=bulk, now=NOON)
    assert not running.bring_forward(db, production_id=bulk, now=NOON)


def test_entries_are_found_by_letters_that_are_no_operators(db: Session) -> None:
    for written in ("100%", "100", "a_b", "aXb"):
        pronounce(
            db, entry(language="en", written=written, said="x"), title_id=None, by_id=None, now=NOON
        )
    assert [one.written for one in entries(db, title_id=None, containing="%")] == ["100%"]
    assert [one.written for one in entries(db, title_id=None, containing="_")] == ["a_b"]
    assert len(entries(db, title_id=None, language="en", limit=3)) == 3
    assert entries(db, title_id=None, language="kk") == []


def test_the_past_of_an_entry_is_that_of_its_own_layer(db: Session) -> None:
    title_id = desk.title(db)
    for said, where in (("бір", None), ("екі", None), ("үш", title_id)):
        row = pronounce(
            db, entry(language="kk", written="X", said=said), title_id=where, by_id=None, now=NOON
        )
    assert [one.said for one in history(db, pronunciation_id=row.id)] == ["үш"]
    assert titles_with_entries(db) == [(title_id, 1)]
    (network,) = entries(db, title_id=None)
    assert [one.said for one in history(db, pronunciation_id=network.id)] == ["екі", "бір"]
    with pytest.raises(PronunciationNotFound):
        history(db, pronunciation_id=999)


def test_staff_see_what_readers_do_not(db: Session) -> None:
    title_id = desk.title(db)
    made = desk.edition(db, title_id, published=False)
    out = desk.edition(db, desk.title(db, "Басқа"))
    db.add(
        Finding(
            edition_id=made, phrase_id="p1", code="doubtful", language="kk", written="a", said="a"
        )
    )
    hide(db, title_id=title_id, now=NOON)
    db.flush()
    assert [one.id for one in hidden_titles(db)] == [title_id]
    assert hidden_titles(db, after_id=title_id) == []
    assert [one.id for one in editions_of(db, title_id=title_id)] == [made]
    assert [one.id for one in published_editions(db)] == [out]
    assert published_editions(db, before_id=out) == []
    assert open_by_edition(db, edition_ids=[made, out]) == {made: 1}
    assert productions_of(db, title_id=title_id) == []


def test_a_closed_day_is_one_however_often_it_is_entered(db: Session) -> None:
    point_id, on = desk.point(db), date(2026, 12, 16)
    for names in ({"kk": "Мереке"}, {"ru": "Праздник"}):
        everywhere = add_holiday(db, on=on, point_id=None, names=names)
        add_holiday(db, on=on, point_id=point_id, names=names)
    assert len(holidays(db, from_on=on)) == 2
    assert everywhere.names == {"ru": "Праздник"}
    assert len(holidays(db, from_on=on, point_id=point_id)) == 1
    assert holidays(db, from_on=on + timedelta(days=1)) == []
    assert remove_holiday(db, holiday_id=everywhere.id)
    assert not remove_holiday(db, holiday_id=everywhere.id)
    with pytest.raises(PointNotFound):
        add_holiday(db, on=on, point_id=999, names={})


def test_a_source_that_was_refused_counts_as_good_when_it_is_sent_again(
    db: Session, tmp_path: Path
) -> None:
    title_id, other_id = desk.title(db, has_source=False), desk.title(db, "B", has_source=False)
    file, sources = tmp_path / "a.md", tmp_path / "sources"
    file.write_text("# Кітап\n\nМәтін.\n", "utf-8")
    sent = {"file": file, "sources": sources, "most_bytes": 1_000, "now": NOON}
    made, is_new = add_source(db, title_id=title_id, **sent)  # type: ignore[arg-type]
    made.refused = "Nobody could read it."
    again, is_new_again = add_source(db, title_id=title_id, **sent)  # type: ignore[arg-type]
    assert (is_new, is_new_again, again.refused) == (True, False, None)
    with pytest.raises(RecordRefused) as refused:
        add_source(db, title_id=other_id, **sent)  # type: ignore[arg-type]
    assert refused.value.code is Code.FILE_OF_ANOTHER
    with pytest.raises(RecordRefused) as refused:
        add_source(db, title_id=other_id, **{**sent, "most_bytes": 3})  # type: ignore[arg-type]
    assert refused.value.code is Code.TOO_LARGE
    assert len(db.scalars(select(Source)).all()) == 1
    assert db.get_one(Title, title_id).changed_at == NOON


def test_a_copy_is_known_by_its_bar_code(db: Session) -> None:
    copy_id = desk.copy(db, desk.title(db), desk.point(db))
    db.get_one(Copy, copy_id).barcode = "300-1"
    db.flush()
    found = copy_by_barcode(db, barcode=" 300-1 ")
    assert found is not None
    assert found.title.name
    assert copy_by_barcode(db, barcode="300-2") is None


def test_secrets_that_staff_give_are_good_and_kept_as_hashes(db: Session) -> None:
    account_id, reader_id = desk.account(db, Role.COORDINATOR), desk.reader(db)
    password = issue_account_password(db, account_id=account_id, cost=QUICK)
    require_good_password(password)
    assert len({fresh_password() for _ in range(50)}) == 50
    kept = db.get_one(Account, account_id).password_hash
    assert matches(kept, password, cost=QUICK)
    pin = issue_pin(db, reader_id=reader_id, by_id=account_id, now=NOON, cost=QUICK)
    assert matches(db.get_one(Reader, reader_id).pin_hash, pin, cost=QUICK)
