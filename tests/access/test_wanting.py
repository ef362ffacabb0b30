"""What many want is made once, and what is made is not made again."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.made import Edition
from access.catalogue.records import Title
from access.production.errors import FormNotMakeable, NoSource
from access.production.manner import STANDARD, Manner
from access.production.records import (
    BACK_CATALOGUE,
    SOMEBODY_WAITS,
    Production,
    ProductionState,
)
from access.production.wanting import unmade_forms, want
from tests.access import desk

NOON = desk.NOON
LATER = NOON + timedelta(hours=1)


def wanted(
    db: Session,
    title_id: int,
    *forms: str,
    manner: Manner = STANDARD,
    priority: int = SOMEBODY_WAITS,
) -> Production:
    found = want(
        db,
        title_id=title_id,
        manner=manner,
        forms=forms or ("daisy202",),
        priority=priority,
        now=NOON,
    )
    assert isinstance(found, Production)
    return found


def test_two_who_want_the_same_share_a_production(db: Session) -> None:
    title_id = desk.title(db)
    assert wanted(db, title_id) is wanted(db, title_id)
    assert db.scalar(select(func.count(Production.id))) == 1


def test_another_voice_is_another_production(db: Session) -> None:
    title_id = desk.title(db)
    other = Manner(voices={"kk": "piper:iseke"})
    assert wanted(db, title_id).id != wanted(db, title_id, manner=other).id


def test_a_waiting_reader_lifts_the_back_catalogue(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id, priority=BACK_CATALOGUE)
    want(
        db,
        title_id=title_id,
        manner=STANDARD,
        forms=["daisy202"],
        priority=SOMEBODY_WAITS,
        now=LATER,
        turn_at=NOON - timedelta(hours=1),
    )
    assert production.priority == SOMEBODY_WAITS
    assert production.turn_at == NOON - timedelta(hours=1)
    assert wanted(db, title_id, priority=BACK_CATALOGUE).priority == SOMEBODY_WAITS


def test_a_form_more_is_added_to_what_waits_or_runs(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id)
    production.state = ProductionState.RUNNING
    assert wanted(db, title_id, "brf").forms == ["brf", "daisy202"]
    assert production.round == 1

    production.edition_id = desk.edition(db, title_id, forms=("daisy202",))
    db.flush()
    assert unmade_forms(db, production) == ["brf"]


def test_a_published_edition_is_the_answer(db: Session) -> None:
    title_id = desk.title(db)
    edition_id = desk.done(db, wanted(db, title_id))
    found = want(
        db,
        title_id=title_id,
        manner=STANDARD,
        forms=["daisy202"],
        priority=SOMEBODY_WAITS,
        now=LATER,
    )
    assert isinstance(found, Edition)
    assert found.id == edition_id


def test_a_form_more_of_a_made_edition_is_its_next_round(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id)
    desk.done(db, production)
    again = wanted(db, title_id, "brf")
    assert again is production
    assert (again.round, again.state, again.forms) == (
        2,
        ProductionState.WAITING,
        ["brf", "daisy202"],
    )


def test_an_edition_that_waits_for_approval_is_not_made_again(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id)
    desk.done(db, production, published=False)
    assert wanted(db, title_id).state is ProductionState.DONE


def test_a_withdrawn_edition_is_made_anew(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id)
    edition = db.get_one(Edition, desk.done(db, production))
    edition.withdrawn_at = LATER
    db.flush()
    again = wanted(db, title_id)
    assert again.id != production.id
    assert again.state is ProductionState.WAITING


def test_an_edition_without_a_production_gets_the_form_it_lacks(db: Session) -> None:
    title_id = desk.title(db)
    edition_id = desk.edition(db, title_id)
    production = wanted(db, title_id, "epub3")
    assert production.edition_id == edition_id
    assert production.forms == ["daisy202", "epub3"]


def test_a_parked_production_stays_parked(db: Session) -> None:
    title_id = desk.title(db)
    production = wanted(db, title_id)
    production.state = ProductionState.PARKED
    assert wanted(db, title_id, "brf").state is ProductionState.PARKED


def test_nothing_is_promised_without_a_file(db: Session) -> None:
    with pytest.raises(NoSource) as none:
        wanted(db, desk.title(db, has_source=False))
    assert none.value.refused is None
    with pytest.raises(NoSource) as bad:
        wanted(db, desk.title(db, refused="It is encrypted."))
    assert bad.value.refused == "It is encrypted."


@pytest.mark.parametrize("forms", [["scroll"], []])
def test_a_form_that_cannot_be_made_is_refused(db: Session, forms: list[str]) -> None:
    title_id = desk.title(db)
    with pytest.raises(FormNotMakeable, match="choose of daisy202"):
        want(db, title_id=title_id, manner=STANDARD, forms=forms, priority=1, now=NOON)


def test_a_hidden_title_is_not_made(db: Session) -> None:
    title_id = desk.title(db)
    db.get_one(Title, title_id).hidden_at = NOON
    for number in (title_id, 999):
        with pytest.raises(TitleNotFound):
            wanted(db, number)
