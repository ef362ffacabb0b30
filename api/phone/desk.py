"""The desk behind the line: questions of the dialogue are answered from the records.

Each question and each deed is one transaction, run again where the database gave it up for
another's sake: a caller has no form to send once more. Belongs to one call; nothing of a reader is
answered before they have shown who they are, nor after their sign-in has ended.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.records import Medium
from access.catalogue.titles import new_titles
from access.database.again import transacted
from access.database.opening import Database
from access.errors import AccessError
from access.listening import places
from access.listening.spoken import TooManySpoken, leave
from access.network.zone import network_zone
from access.notices.calling import call_went, notice_to_tell
from access.notices.lists import mark_read, notices_of
from access.people.by_number import reader_held
from access.people.secrets import STANDARD, Cost
from access.people.signing_in import Refused as PinRefused
from access.people.signing_in import sign_in_by_pin, sign_out, who
from access.production.workers import alive
from access.requests import asking, closing, lists
from access.requests.choosing import form_on_cartridge
from access.requests.errors import AlreadyHad, ImpossibleMove, MediumNeeded, NotEntitled
from access.requests.limits import STANDARD_LIMITS
from access.requests.place import measured_pace
from access.requests.records import RequestKind, RequestState
from access.search.dialling import by_keypad
from access.search.errors import NoKeys, TooFewKeys
from api.answers.names import name_of
from api.answers.table import answer_to
from api.phone import acts, visits_desk
from api.phone.call import News, Rung
from api.phone.callers import is_person_there, reader_calling
from api.phone.opening import open_book
from api.phone.rung import notice_text, rung_about
from api.phone.saying import Foreign, Say
from api.phone.telling import (
    MOST_TOLD,
    interests,
    numbers_by_mark,
    numbers_of_ready,
    shortened,
    standing_told,
    title_told,
    told,
    told_all,
)
from api.phone.visit_acts import ChangeVisit, DaysFor, VisitChanged, WhenBrought
from api.phone.visit_told import VisitDeed
from api.settings import Settings
from api.words.languages import known
from api.words.saying import day_words
from delivery.errors import DeliveryError

DOOR = "phone"
NEW_WITHIN = timedelta(days=90)
SHORTEST_MESSAGE_MS = 1_000
ONLY_READ = (
    acts.FindByKeys, acts.FindByNumber, acts.FindNew, acts.FindReady, acts.ReadTitle,
    acts.Requests, acts.ReadNews, acts.IsPersonThere, DaysFor, WhenBrought,
)  # fmt: skip
"""Questions that change nothing: on SQLite they wait for no writer."""


class SignedOut(Exception):
    """The reader's sign-in has ended, or they never signed in."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What is known of a number that calls: it may suggest a card, it proves nothing."""

    knows_card: bool
    language: str


@dataclass(slots=True, kw_only=True)
class Desk:
    """Answers one call. `clock` gives the moment, aware, in UTC; `caller` is what locks count."""

    database: Database
    settings: Settings
    clock: Callable[[], datetime]
    caller: str
    cost: Cost = STANDARD
    language: str = "kk"
    reader_id: int | None = None
    _key: str = field(default="", repr=False)
    _rung: Rung | None = None
    """What we rang up about."""
    _rung_reader_id: int | None = None

    def greeting(self) -> Greeting:
        """In which language, and whether the card may be left out."""
        with self.database.look.begin() as db:
            reader = reader_calling(db, self.caller)
            if reader is None:
                return Greeting(knows_card=False, language="")
            return Greeting(knows_card=True, language=known(reader.speech_language) or "")

    def notice(self, notice_id: int) -> Rung:
        """What somebody was rung up about. Raises NoticeNotFound."""
        with self.database.look.begin() as db:
            rung, reader_id = rung_about(db, notice_id=notice_id, now=self.clock())
        self._rung, self._rung_reader_id = rung, reader_id
        return rung

    def answer(self, question: acts.Question) -> acts.Answer:
        """One question of the dialogue. Raises SignedOut, SQLAlchemyError."""
        now = self.clock()
        if isinstance(question, ONLY_READ):
            with self.database.look.begin() as db:
                return self._answered(db, question, now, renew=False)
        if isinstance(question, acts.SignIn):
            return self._sign_in(question, now)
        return transacted(
            self.database.change, lambda db: self._answered(db, question, now, renew=True)
        )

    def do(self, deed: acts.Deed) -> None:
        """One deed of the dialogue; what cannot be done any more is left."""
        now = self.clock()
        transacted(self.database.change, lambda db: self._done(db, deed, now))

    def end(self) -> None:
        """The call is over: its sign-in opens nothing any more."""
        if self._key:
            transacted(self.database.change, lambda db: sign_out(db, key=self._key))
            self._key = ""

    def _answered(
        self, db: Session, question: acts.Question, now: datetime, *, renew: bool
    ) -> acts.Answer:
        match question:
            case acts.IsPersonThere():
                return acts.PersonThere(is_person_there(db, self.settings, now=now))
            case acts.LeaveMessage():
                return acts.MessageLeft(self._leave(db, question, now))
            case ChangeVisit() if self._may_be_fine(question):
                return self._fine(db, question, now)
        reader_id = self._reader(db, now, renew=renew)
        try:
            with db.begin_nested():
                return self._of_reader(db, reader_id, question, now)
        except (AccessError, DeliveryError) as error:
            return self._refused(error, question)

    def _done(self, db: Session, deed: acts.Deed, now: datetime) -> None:
        if isinstance(deed, acts.CallWent):
            call_went(db, notice_id=deed.notice_id, outcome=deed.outcome, now=now)
        elif self.reader_id is not None:
            self._do(db, self.reader_id, deed, now)

    def _sign_in(self, asked: acts.SignIn, now: datetime) -> acts.SignedInAs | acts.NotSignedIn:
        """Whoever shows a card and its PIN is signed in here as soon as it is written down."""
        answer, key = transacted(self.database.change, lambda db: self._shown(db, asked, now))
        if isinstance(answer, acts.SignedInAs):
            self._key, self.reader_id, self.language = key, answer.reader_id, answer.language
        return answer

    def _shown(
        self, db: Session, asked: acts.SignIn, now: datetime
    ) -> tuple[acts.SignedInAs | acts.NotSignedIn, str]:
        card = asked.card
        if asked.notice_id is not None:
            card = notice_to_tell(db, notice_id=asked.notice_id).reader.card_number
        elif not card:
            reader = reader_calling(db, self.caller)
            card = reader.card_number if reader else ""
        found = sign_in_by_pin(
            db, card_number=card, pin=asked.pin, caller=self.caller, now=now, cost=self.cost
        )
        if isinstance(found, PinRefused):
            return acts.NotSignedIn(
                is_locked=found.until_at is not None and found.until_at > now
            ), ""
        reader_id = found.person.serves_id
        if reader_id is None:
            return acts.NotSignedIn(is_locked=False), ""
        reader = reader_held(db, reader_id)
        if asked.language:
            reader.speech_language = asked.language
        last = next(iter(places.positions_of(db, reader_id=reader_id, limit=1)), None)
        current = None
        if last is not None and last.title.hidden_at is None:
            current = Foreign(shortened(last.title.name), last.title.language)
        return acts.SignedInAs(
            reader_id=reader_id, language=known(reader.speech_language) or "kk",
            speed=reader.speed_percent, current=current,
        ), found.key  # fmt: skip

    def _reader(self, db: Session, now: datetime, *, renew: bool) -> int:
        person = who(db, key=self._key, now=now, renew=renew) if self._key else None
        if person is None or person.serves_id is None:
            raise SignedOut
        return person.serves_id

    def _of_reader(  # noqa: PLR0911 - one line a question
        self, db: Session, reader_id: int, question: acts.Question, now: datetime
    ) -> acts.Answer:
        language = self.language
        match question:
            case acts.FindByKeys(digits):
                return acts.Found(tuple(told(hit, language) for hit in by_keypad(db, digits)))
            case acts.FindByNumber(number):
                return acts.Found(told_all(db, numbers_by_mark(db, number), language))
            case acts.FindNew():
                return acts.Found(told_all(db, _new(db, reader_id, now), language))
            case acts.FindReady():
                ready = numbers_of_ready(db, reader_id=reader_id, now=now)
                return acts.Found(told_all(db, ready, language))
            case acts.ReadTitle(title_id):
                title = title_told(db, title_id=title_id, reader_id=reader_id, language=language)
                return acts.TitleRead(title)
            case acts.AskFor():
                return self._ask(db, reader_id, question, now)
            case acts.Requests():
                return self._standings(db, reader_id, now)
            case acts.Withdraw(request_id):
                closing.withdraw(db, request_id=request_id, reader_id=reader_id, now=now)
                return acts.Withdrawn(was_done=True)
            case acts.OpenBook(title_id):
                shelf = self.settings.shelf_dir.resolve()
                book = open_book(
                    db, reader_id=reader_id, title_id=title_id, shelf=shelf, language=language,
                    now=now,
                )  # fmt: skip
                return acts.BookOpened(book)
            case acts.ReadNews():
                return acts.NewsRead(_news(db, reader_id, language))
        return self._of_visits(db, reader_id, question, now)

    def _of_visits(
        self, db: Session, reader_id: int, question: acts.Question, now: datetime
    ) -> acts.Answer:
        language = self.language
        match question:
            case ChangeVisit():
                return visits_desk.changed(
                    db, question, reader_id=reader_id, language=language, now=now
                )
            case DaysFor():
                return visits_desk.days_found(
                    db, question, reader_id=reader_id, language=language, now=now
                )
            case WhenBrought(title_id, kind):
                return visits_desk.promised(
                    db, title_id=title_id, kind=kind, reader_id=reader_id, language=language,
                    now=now,
                )  # fmt: skip
        raise TypeError(f"no answer to {type(question).__name__}")

    def _may_be_fine(self, asked: ChangeVisit) -> bool:
        """Whether whoever answered our call may say that the day is fine, and nothing else: the
        reader agreed that it is told without their PIN."""
        rung, wish = self._rung, asked.wish
        return (
            self.reader_id is None
            and rung is not None
            and rung.visit is not None
            and bool(rung.opening)
            and wish.deed is VisitDeed.CONFIRM
            and wish.visit_id == rung.visit.visit_id
        )

    def _fine(self, db: Session, asked: ChangeVisit, now: datetime) -> VisitChanged:
        assert self._rung_reader_id is not None  # noqa: S101 - there is a reader of the notice
        done = visits_desk.changed(
            db, asked, reader_id=self._rung_reader_id, language=self.language, now=now
        )
        return VisitChanged(was_done=done.was_done, says=done.says)

    def _refused(self, error: AccessError | DeliveryError, question: acts.Question) -> acts.Answer:
        match error:
            case AlreadyHad():
                return acts.HadAlready(day_words(error.had_on, self.language))
            case MediumNeeded():
                media = tuple((word, name_of(Medium(word), self.language)) for word in error.media)
                return acts.ChooseMedium(media)
            case ImpossibleMove() if isinstance(question, acts.Withdraw):
                return acts.Withdrawn(was_done=False)
            case NotEntitled():
                return acts.Refused((Say("not_entitled"),))
            case TitleNotFound() | TooFewKeys() | NoKeys():
                return acts.Found(())
        answer = answer_to(error)
        if answer is None:
            raise error
        return acts.Refused((Say("not_asked", {"why": answer.said(error, self.language)}),))

    def _standings(self, db: Session, reader_id: int, now: datetime) -> acts.Standings:
        busy = len(alive(db, now=now, dead_after_s=self.settings.worker_dead_after_s))
        pace = measured_pace(db, now=now, at_once=max(1, busy))
        zone = network_zone(db)
        standings = lists.open_requests(db, reader_id=reader_id, now=now, pace=pace)[:MOST_TOLD]
        return acts.Standings(
            tuple(standing_told(db, one, language=self.language, zone=zone) for one in standings),
            visits_desk.visits_told(db, reader_id=reader_id, language=self.language, now=now),
        )

    def _ask(self, db: Session, reader_id: int, wish: acts.AskFor, now: datetime) -> acts.AskedFor:
        """A cartridge that is asked for here is brought: so it is a home delivery of one."""
        kind, form = wish.kind, wish.medium
        if kind is RequestKind.CARTRIDGE:
            kind = RequestKind.HOME_DELIVERY
            form = form_on_cartridge(db, reader_id=reader_id, title_id=wish.title_id)
        made = asking.ask(
            db, reader_id=reader_id, title_id=wish.title_id, kind=kind, form=form,
            door=DOOR, now=now, limits=STANDARD_LIMITS, again=wish.again,
        )  # fmt: skip
        is_ready = made.state is RequestState.READY
        says: tuple[Say, ...] = ()
        if kind is RequestKind.HOME_DELIVERY:
            says = visits_desk.brought_says(
                db, is_there=is_ready, reader_id=reader_id, language=self.language, now=now
            )
        return acts.AskedFor(
            is_ready=is_ready and wish.kind is RequestKind.AUDIO,
            is_aside=is_ready and made.copy_id is not None,
            says=says,
        )

    def _leave(self, db: Session, asked: acts.LeaveMessage, now: datetime) -> bool:
        if not asked.sound or asked.length_ms < SHORTEST_MESSAGE_MS:
            return False
        try:
            leave(
                db, reader_id=self.reader_id or self._rung_reader_id, caller=self.caller,
                language=self.language,
                sound=asked.sound, length_ms=asked.length_ms, now=now,
            )  # fmt: skip
        except TooManySpoken:
            return False
        return True

    def _do(self, db: Session, reader_id: int, deed: acts.Deed, now: datetime) -> None:
        match deed:
            case acts.KeepPlace(book, spot):
                places.keep_position(
                    db, reader_id=reader_id, title_id=book.title_id, manner_key=book.manner_key,
                    place=spot, door=DOOR, now=now,
                )  # fmt: skip
            case acts.SetMark(book, spot):
                places.mark(
                    db, reader_id=reader_id, title_id=book.title_id, manner_key=book.manner_key,
                    place=spot, now=now,
                )  # fmt: skip
            case acts.ForgetPlace(book):
                places.forget_position(
                    db, reader_id=reader_id, title_id=book.title_id, manner_key=book.manner_key
                )
            case acts.KeepSpeed(percent):
                reader_held(db, reader_id).speed_percent = percent
            case acts.KeepLanguage(language):
                reader_held(db, reader_id).speech_language = language
                self.language = language
            case acts.MarkRead(notice_id):
                mark_read(db, reader_id=reader_id, notice_ids=[notice_id], now=now)


def _new(db: Session, reader_id: int, now: datetime) -> list[int]:
    subjects, authors = interests(db, reader_id)
    if not (subjects or authors):
        return []
    found = new_titles(
        db, since=now - NEW_WITHIN, subject_ids=subjects, contributor_ids=authors, limit=MOST_TOLD
    )
    return [title.id for title in found]


def _news(db: Session, reader_id: int, language: str) -> tuple[News, ...]:
    unread = [one for one in notices_of(db, reader_id=reader_id).notices if one.read_at is None][
        :MOST_TOLD
    ]
    return tuple(
        News(notice_id=one.id, text=notice_text(one, language)) for one in reversed(unread)
    )
