"""Titles and requests as they are told by ear."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, Title
from access.catalogue.titles import title_page
from access.listening.places import positions_of
from access.people.records import ReaderAuthor, ReaderSubject
from access.production.hearing import heard
from access.production.wanting import is_source_there
from access.requests import lists
from access.requests.asking import open_request
from access.requests.records import Request, RequestKind, RequestState
from access.search.hits import Hit, hits
from api.phone.call import Standing, TitleTold
from api.phone.saying import Foreign, Say
from api.words.saying import length_words, moment_words

MOST_TOLD = 20
LONGEST_NAME = 150
LONGEST_ABOUT = 1_200
HIGHEST_NUMBER = 2**31 - 1


def spoken_name(name: str) -> str:
    """A name as it is said: a catalogue's "Әуезов, Мұхтар" the other way round."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}".strip() if comma else name


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """At most so many characters, cut between words."""
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] or text[:longest]


def told(hit: Hit, language: str) -> TitleTold:
    """A found title: its name, the first author, how long it is heard."""
    length_ms = hit.audio_length_ms
    return TitleTold(
        title_id=hit.title_id,
        name=Foreign(shortened(hit.name), hit.language),
        author=spoken_name(hit.authors[0]) if hit.authors else "",
        length=length_words(length_ms / 1000, language) if hit.has_audio and length_ms else "",
        can_hear=hit.has_audio,
        can_bring=bool(hit.media),
    )


def told_all(db: Session, title_ids: Iterable[int], language: str) -> tuple[TitleTold, ...]:
    """The titles with these numbers, each once, in this order."""
    numbers = list(dict.fromkeys(title_ids))[:MOST_TOLD]
    return tuple(told(hit, language) for hit in hits(db, numbers))


def title_told(db: Session, *, title_id: int, reader_id: int, language: str) -> TitleTold:
    """One title with what can be done with it. Raises TitleNotFound."""
    page = title_page(db, title_id=title_id)
    hit = hits(db, [title_id])[0]
    plain = told(hit, language)
    wish = open_request(db, reader_id=reader_id, title_id=title_id, kind=RequestKind.AUDIO)
    return TitleTold(
        title_id=title_id,
        name=plain.name,
        author=plain.author,
        length=plain.length,
        can_hear=hit.has_audio or (wish is not None and can_be_heard(db, wish)),
        can_ask=wish is None and (hit.has_audio or is_source_there(db, title_id)),
        can_bring=plain.can_bring,
        about=shortened(" ".join(page.title.annotation.split()), LONGEST_ABOUT),
    )


def can_be_heard(db: Session, wish: Request) -> bool:
    """Whether what the reader asked for can be heard now, whole or as far as it is made."""
    if wish.kind is not RequestKind.AUDIO:
        return False
    if wish.edition_id is not None:
        return True
    return bool(wish.production_id and heard(db, production_id=wish.production_id))


def numbers_of_ready(db: Session, *, reader_id: int, now: datetime) -> list[int]:
    """The titles that the reader can hear: begun ones first, then those on their list."""
    begun = [one.title_id for one in positions_of(db, reader_id=reader_id, limit=MOST_TOLD)]
    listed = [
        one.request.title_id
        for one in lists.open_requests(db, reader_id=reader_id, now=now)
        if can_be_heard(db, one.request)
    ]
    return [*begun, *listed]


def numbers_by_mark(db: Session, number: str) -> list[int]:
    """The titles whose copies have this mark or barcode; else the title with this number."""
    found = db.scalars(
        select(Copy.title_id)
        .where((Copy.shelf_mark == number) | (Copy.barcode == number))
        .distinct()
        .limit(MOST_TOLD)
    ).all()
    wished = list(found) or [int(number)]
    if wished[0] > HIGHEST_NUMBER:
        return []
    return list(db.scalars(select(Title.id).where(Title.id.in_(wished), Title.hidden_at.is_(None))))


def interests(db: Session, reader_id: int) -> tuple[Sequence[int], Sequence[int]]:
    """The subjects and the authors that a reader wants to hear news of."""
    subjects = select(ReaderSubject.subject_id).where(ReaderSubject.reader_id == reader_id)
    authors = select(ReaderAuthor.contributor_id).where(ReaderAuthor.reader_id == reader_id)
    return db.scalars(subjects).all(), db.scalars(authors).all()


def standing_told(db: Session, one: lists.Standing, *, language: str, zone: ZoneInfo) -> Standing:
    """Where a request is, in sentences."""
    wish = one.request
    name = Foreign(shortened(wish.title.name), wish.title.language)
    says = [_where(one, name)]
    if one.expected is not None:
        facts = {
            "from": moment_words(one.expected.earliest_at, language, zone),
            "until": moment_words(one.expected.latest_at, language, zone),
        }
        says.append(Say("expected", facts))
    return Standing(
        request_id=wish.id,
        title=TitleTold(title_id=wish.title_id, name=name),
        says=tuple(says),
        can_hear=can_be_heard(db, wish),
    )


def _where(one: lists.Standing, name: Foreign) -> Say:
    wish = one.request
    if wish.state is RequestState.DELAYED:
        return Say("stands_delayed", {"title": name})
    if wish.state is RequestState.READY:
        said = {RequestKind.AUDIO: "stands_ready", RequestKind.HOME_DELIVERY: "stands_home"}
        return Say(said.get(wish.kind, "stands_aside"), {"title": name})
    if one.place:
        return Say("stands_line", {"title": name, "place": str(one.place)})
    return Say("stands_making", {"title": name})
