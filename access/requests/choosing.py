"""What the reader will have in hand: a form that is made for them, or a copy on some medium."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium, Title
from access.people.by_number import reader_of
from access.people.records import Reader
from access.production.errors import FormNotMakeable
from access.production.wanting import FORMS, is_source_there
from access.requests.errors import MediumNeeded, NoCopy
from access.requests.holding import MEDIA
from access.requests.records import RequestKind
from tts.forms.writers import WRITERS, Form

USUAL_FORM = "daisy202"


def is_made(form: str | None) -> bool:
    """Whether this is the form of an edition, and not the medium of a copy."""
    return form in FORMS


def sounds(kind: RequestKind, form: str | None) -> bool:
    """Whether it is a talking book, for those alone who are entitled to it; braille is for all."""
    if kind is RequestKind.CARTRIDGE or form == Medium.CARTRIDGE:
        return True
    return is_made(form) and WRITERS[Form(str(form))].needs_sound


def chosen_form(
    db: Session, *, reader: Reader, title: Title, kind: RequestKind, form: str | None
) -> str:
    """The form or medium of a request. Raises FormNotMakeable, NoCopy, MediumNeeded.

    A cartridge that exists is lent, and where there is none one is made. A home delivery is one of
    a copy, or, where there is no copy, of a cartridge that is made.
    """
    if is_made(form) and kind is not RequestKind.COPY:
        return str(form)
    if form is not None and (kind is RequestKind.AUDIO or form not in MEDIA):
        raise FormNotMakeable(form, FORMS)
    if kind is RequestKind.AUDIO:
        return dearest_form(reader)
    media = _media(db, title.id)
    if kind is RequestKind.CARTRIDGE:
        return Medium.CARTRIDGE.value if Medium.CARTRIDGE in media else dearest_form(reader)
    if kind is RequestKind.COPY:
        media -= {Medium.CARTRIDGE.value}
    elif form is None and not media and is_source_there(db, title.id):
        return dearest_form(reader)
    return _lent(title.id, form, tuple(sorted(media)))


def form_on_cartridge(db: Session, *, reader_id: int, title_id: int) -> str:
    """What a reader hears on a cartridge: one that exists, else the form that they like best."""
    if Medium.CARTRIDGE in _media(db, title_id):
        return Medium.CARTRIDGE.value
    reader = reader_of(db, reader_id)
    liked = (form for form in reader.forms if form in FORMS and WRITERS[Form(form)].needs_sound)
    return next(liked, USUAL_FORM)


def dearest_form(reader: Reader) -> str:
    """The form that the reader likes best, of those that can be made."""
    return next((form for form in reader.forms if form in FORMS), USUAL_FORM)


def _lent(title_id: int, medium: str | None, media: tuple[str, ...]) -> str:
    if medium is None and len(media) > 1:
        raise MediumNeeded(title_id, media)
    if not media or (medium is not None and medium not in media):
        raise NoCopy(title_id, medium, media)
    return medium or media[0]


def _media(db: Session, title_id: int) -> set[str]:
    """On which media the network has copies of a title."""
    return {
        medium.value
        for medium in db.scalars(
            select(Copy.medium)
            .where(Copy.title_id == title_id, Copy.state != CopyState.WITHDRAWN)
            .distinct()
        )
    }
