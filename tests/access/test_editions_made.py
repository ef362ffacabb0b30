"""A finished edition: recorded, heard where it is doubtful, published at once or by a producer."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.people.records import Role
from access.production.bench import accept, correct, findings, phrases, remake, report
from access.production.errors import (
    EditionNotFound,
    FilesMissing,
    FindingNotFound,
    FindingsOpen,
    NotMadeHere,
    PhraseNotFound,
    SampleNotFound,
)
from access.production.finishing import finish
from access.production.hearing import heard
from access.production.leftovers import clear_made_aside, clear_withdrawn
from access.production.lexicon import entry, lexicon_for
from access.production.made import MadeEdition, MadeForm
from access.production.manner import STANDARD
from access.production.policy import Publishing
from access.production.publishing import approve, publish, to_approve, withdraw
from access.production.records import (
    SOMEBODY_WAITS,
    FindingState,
    Production,
    ProductionState,
    Verdict,
)
from access.production.running import Attempt, hand
from access.production.sampling import draw_sample, judge, to_judge
from access.production.shelving import FACTS, MAKING
from access.production.wanting import want
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind, RequestState
from tests.access import desk
from tts.doubt import Doubt

NOON = desk.NOON
LOT = Random(1)  # noqa: S311 - the same lot every time
DOUBT = Doubt(
    code="doubtful", phrase_id="e000002", language="kk", written="2 км", said="екі кэ эм",
    reason="took too long", sound="s0001.mp3", begins_ms=100, ends_ms=900,
)  # fmt: skip
Finish = Callable[..., Edition | None]


def made(*doubts: Doubt, forms: tuple[str, ...] = ("daisy202",)) -> MadeEdition:
    return MadeEdition(
        name="Абай жолы",
        language="kk",
        voices={"kk": "espeak:kk"},
        speeds={"kk": 175},
        lexicon_version=None,
        fingerprint="0" * 64,
        length_ms=1_000,
        sentences=2,
        spoken=2,
        faults=tuple(doubt.reason for doubt in doubts),
        warnings=(),
        sections=({"title": "Абай", "language": "kk", "level": 1, "sounds": [], "audio_ms": 9},),
        forms={form: MadeForm(places=(form,), size_bytes=5) for form in forms},
        doubts=doubts,
    )


def make(shelf: Path, attempt: Attempt, facts: MadeEdition, worker: str = "here-0") -> str:
    """Lay files as a maker does; answers their folder."""
    folder = f"{MAKING}/{attempt.production_id}-r{attempt.round}-{worker}"
    sound = shelf / folder / facts.name / "sound"
    sound.mkdir(parents=True)
    table = {
        "sounds": {"s0001.mp3": 1_000},
        "phrases": [
            {"id": "e000001", "section": 0, "role": "sentence", "language": "kk", "text": "Абай",
             "sound": "s0001.mp3", "begins_ms": 0, "ends_ms": 100},
        ],
    }  # fmt: skip
    (sound / "phrases.json").write_text(json.dumps(table), "utf-8")
    (shelf / folder / FACTS).write_text(json.dumps(facts.told()), "utf-8")
    return folder


@pytest.fixture
def title_id(db: Session) -> int:
    return desk.title(db)


@pytest.fixture
def finished(db: Session, title_id: int, tmp_path: Path) -> Finish:
    """Makes the next round of the title; another call makes the round after it."""

    def _finished(
        *doubts: Doubt,
        forms: tuple[str, ...] = ("daisy202",),
        publishing: Publishing = Publishing.CLEAN,
    ) -> Edition | None:
        wanted = want(db, title_id=title_id, manner=STANDARD, forms=forms, priority=1, now=NOON)
        if isinstance(wanted, Edition):
            wanted = remake(db, edition_id=wanted.id, now=NOON)
        elif wanted.state is ProductionState.DONE:
            wanted = remake(db, edition_id=wanted.edition_id or 0, now=NOON)
        attempt = hand(db, production_id=wanted.id, now=NOON)
        assert attempt is not None
        facts = made(*doubts, forms=tuple(wanted.forms))
        return finish(
            db, attempt, facts, shelf=tmp_path, making=make(tmp_path, attempt, facts),
            publishing=publishing, now=NOON,
        )  # fmt: skip

    return _finished


def test_a_clean_edition_goes_out_and_who_waits_is_served(
    db: Session, title_id: int, finished: Finish, tmp_path: Path
) -> None:
    reader = desk.reader(db)
    request = ask(
        db, reader_id=reader, title_id=title_id, kind=RequestKind.AUDIO, form="daisy202",
        manner=STANDARD, door="web", now=NOON, limits=STANDARD_LIMITS,
    )  # fmt: skip
    edition = finished()
    assert edition is not None
    assert edition.published_at == NOON
    assert request.state is RequestState.READY
    assert request.edition_id == edition.id
    assert (tmp_path / edition.folder / "sound" / "phrases.json").is_file()
    assert not list((tmp_path / MAKING).iterdir())
    assert request.production_id is not None
    hearing = heard(db, production_id=request.production_id)
    assert hearing is not None
    assert hearing.folder == f"{edition.folder}/sound"


def test_the_facts_survive_their_file() -> None:
    facts = made(DOUBT)
    assert MadeEdition.of(json.loads(json.dumps(facts.told()))) == facts


def test_a_step_done_again_changes_nothing(db: Session, title_id: int, tmp_path: Path) -> None:
    """A worker ends after it has put the files in place, and before it could say so."""
    production = want(
        db, title_id=title_id, manner=STANDARD, forms=["daisy202"], priority=1, now=NOON
    )
    attempt = hand(db, production_id=production.id, now=NOON)
    assert attempt is not None
    making = make(tmp_path, attempt, made())

    def again() -> Edition | None:
        return finish(
            db, attempt, made(), shelf=tmp_path, making=making,
            publishing=Publishing.CLEAN, now=NOON,
        )  # fmt: skip

    with db.begin_nested() as half:
        assert again() is not None
        half.rollback()
    edition = again()
    assert edition is not None
    assert again() is None
    assert db.query(Edition).count() == 1


def test_files_that_are_gone_are_told(db: Session, title_id: int, tmp_path: Path) -> None:
    production = want(
        db, title_id=title_id, manner=STANDARD, forms=["daisy202"], priority=1, now=NOON
    )
    attempt = hand(db, production_id=production.id, now=NOON)
    assert attempt is not None
    with pytest.raises(FilesMissing):
        finish(
            db, attempt, made(), shelf=tmp_path, making=".making/9-r1-here-0",
            publishing=Publishing.CLEAN, now=NOON,
        )  # fmt: skip


def test_a_doubtful_edition_waits_until_every_finding_is_decided(
    db: Session, finished: Finish
) -> None:
    producer = desk.account(db, Role.PRODUCER)
    edition = finished(DOUBT)
    assert edition is not None
    assert not edition.published_at
    assert [each.id for each in to_approve(db)] == [edition.id]
    (finding,) = findings(db, edition_id=edition.id, state=FindingState.OPEN)
    assert (finding.sound, finding.begins_ms, finding.said) == ("sound/s0001.mp3", 100, "екі кэ эм")
    with pytest.raises(FindingsOpen):
        approve(db, edition_id=edition.id, by_id=producer, now=NOON)
    accept(db, finding_id=finding.id, by_id=producer, now=NOON)
    approved = approve(db, edition_id=edition.id, by_id=producer, now=NOON)
    assert approved.published_at == NOON
    assert approved.approved_by_id == producer


@pytest.mark.parametrize(
    ("publishing", "doubts", "goes_out"),
    [
        (Publishing.ALWAYS, (DOUBT,), True),
        (Publishing.APPROVED, (), False),
        (Publishing.CLEAN, (), True),
    ],
)
def test_the_network_decides_what_goes_out(
    finished: Finish, publishing: Publishing, doubts: tuple[Doubt, ...], goes_out: bool
) -> None:
    edition = finished(*doubts, publishing=publishing)
    assert edition is not None
    assert (edition.published_at is not None) is goes_out


def test_what_was_accepted_once_is_not_asked_again(db: Session, finished: Finish) -> None:
    producer = desk.account(db, Role.PRODUCER)
    first = finished(DOUBT)
    assert first is not None
    (finding,) = findings(db, edition_id=first.id)
    accept(db, finding_id=finding.id, by_id=producer, now=NOON)
    approve(db, edition_id=first.id, by_id=producer, now=NOON)
    second = finished(DOUBT)
    assert second is not None
    assert second.published_at is not None
    assert first.withdrawn_at is not None


def test_another_round_takes_the_place_of_the_one_before_it(
    db: Session, title_id: int, finished: Finish, tmp_path: Path
) -> None:
    """Files of both lie there: who reads the old one goes on; who asked has the new one."""
    reader = desk.reader(db)
    request = ask(
        db, reader_id=reader, title_id=title_id, kind=RequestKind.AUDIO, form="daisy202",
        manner=STANDARD, door="web", now=NOON, limits=STANDARD_LIMITS,
    )  # fmt: skip
    first, second = finished(), finished()
    assert first is not None
    assert second is not None
    assert first.folder != second.folder
    assert all((tmp_path / edition.folder).is_dir() for edition in (first, second))
    assert first.withdrawn_at == NOON
    assert second.withdrawn_at is None
    db.refresh(request)
    assert request.edition_id == second.id
    with pytest.raises(EditionNotFound):
        publish(db, edition_id=first.id, by_id=None, now=NOON)


def test_a_form_wanted_meanwhile_begins_another_round(
    db: Session, title_id: int, tmp_path: Path
) -> None:
    production = want(
        db, title_id=title_id, manner=STANDARD, forms=["daisy202"], priority=1, now=NOON
    )
    assert isinstance(production, Production)
    attempt = hand(db, production_id=production.id, now=NOON)
    assert attempt is not None
    want(db, title_id=title_id, manner=STANDARD, forms=["mp3"], priority=1, now=NOON)
    finish(
        db, attempt, made(), shelf=tmp_path, making=make(tmp_path, attempt, made()),
        publishing=Publishing.CLEAN, now=NOON,
    )  # fmt: skip
    assert (production.state, production.round) == (ProductionState.WAITING, 2)
    assert production.forms == ["daisy202", "mp3"]


def test_a_word_is_corrected_for_a_title_or_for_all(db: Session, finished: Finish) -> None:
    producer = desk.account(db, Role.PRODUCER)
    edition = finished(DOUBT)
    assert edition is not None
    (finding,) = findings(db, edition_id=edition.id)
    new = entry(language="kk", written="км", said="шақырым")
    correct(db, finding_id=finding.id, entry=new, is_for_all=False, by_id=producer, now=NOON)
    assert finding.state is FindingState.CORRECTED
    assert lexicon_for(db, title_id=edition.title_id).say("2 км", "kk") == "2 шақырым"
    assert lexicon_for(db, title_id=None).say("2 км", "kk") == "2 км"
    assert remake(db, edition_id=edition.id, now=NOON).round == 2
    with pytest.raises(FindingNotFound):
        accept(db, finding_id=999, by_id=producer, now=NOON)


def test_a_reader_who_waits_for_an_approval_keeps_her_turn_when_it_is_made_anew(
    db: Session, finished: Finish
) -> None:
    """A producer who corrects a word does not send the reader to the end of the line."""
    reader = desk.reader(db)
    edition = finished(DOUBT)
    assert edition is not None
    wish = ask(
        db, reader_id=reader, title_id=edition.title_id, kind=RequestKind.AUDIO, door="web",
        now=NOON, limits=STANDARD_LIMITS,
    )  # fmt: skip
    production = db.get_one(Production, wish.production_id)
    before = (production.state, production.turn_at)
    again = remake(db, edition_id=edition.id, now=NOON + timedelta(hours=5))
    assert again is production
    assert before == (ProductionState.DONE, again.turn_at)
    assert (again.priority, again.state) == (SOMEBODY_WAITS, ProductionState.WAITING)


def test_what_somebody_heard_wrong_comes_on_the_bench_once(
    db: Session, finished: Finish, tmp_path: Path
) -> None:
    edition = finished()
    assert edition is not None
    (phrase,) = phrases(edition, tmp_path)
    assert (phrase.sound, phrase.text) == ("sound/s0001.mp3", "Абай")
    for _ in range(2):
        report(db, edition_id=edition.id, phrase_id="e000001", reason="stress", shelf=tmp_path)
    (finding,) = findings(db, edition_id=edition.id)
    assert (finding.code, finding.written) == ("reported", "Абай")
    with pytest.raises(PhraseNotFound):
        report(db, edition_id=edition.id, phrase_id="e9", reason="", shelf=tmp_path)


def test_an_edition_from_elsewhere_has_no_production(db: Session, title_id: int) -> None:
    with pytest.raises(NotMadeHere):
        remake(db, edition_id=desk.edition(db, title_id), now=NOON)


def test_so_many_editions_a_week_are_drawn_by_lot(db: Session) -> None:
    """Each at most once; the rest of a week's number comes on later nights."""
    for number in range(4):
        desk.edition(db, desk.title(db, f"Книга {number}"))
    first = draw_sample(db, a_week=3, lot=LOT, now=NOON)
    assert len(first) == 3
    assert draw_sample(db, a_week=3, lot=LOT, now=NOON + timedelta(days=6)) == []
    later = draw_sample(db, a_week=3, lot=LOT, now=NOON + timedelta(days=7))
    assert len({sample.edition_id for sample in (*first, *later)}) == 4
    listener = desk.account(db, Role.PRODUCER)
    assert len(to_judge(db)) == 4
    judge(db, sample_id=first[0].id, verdict=Verdict.GOOD, remark="", by_id=listener, now=NOON)
    assert len(to_judge(db)) == 3
    with pytest.raises(SampleNotFound):
        judge(db, sample_id=999, verdict=Verdict.GOOD, remark="", by_id=listener, now=NOON)


def test_files_go_some_days_after_an_edition_was_withdrawn(
    db: Session, finished: Finish, tmp_path: Path
) -> None:
    """And what a worker left half-made, unless it is being made."""
    edition = finished()
    assert edition is not None
    withdraw(db, edition_id=edition.id, now=NOON)
    folder = tmp_path / edition.folder
    later = NOON + timedelta(days=8)
    assert clear_withdrawn(db, shelf=tmp_path, now=NOON, limit=9) == []
    assert folder.is_dir()
    assert len(clear_withdrawn(db, shelf=tmp_path, now=later, limit=9)) == 1
    assert not folder.exists()
    assert clear_withdrawn(db, shelf=tmp_path, now=later, limit=9) == []
    assert db.query(EditionForm).count() == 0
    production = db.query(Production).one()
    (tmp_path / MAKING / f"{production.id}-r1-gone").mkdir(parents=True)
    (tmp_path / MAKING / "nonsense").mkdir()
    production.state = ProductionState.RUNNING
    assert clear_made_aside(db, shelf=tmp_path, limit=9) == [f"{MAKING}/nonsense"]
    production.state = ProductionState.DONE
    assert len(clear_made_aside(db, shelf=tmp_path, limit=9)) == 1
