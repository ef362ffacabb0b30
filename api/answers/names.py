"""The words of our lists as people say them: kinds of service, states, reasons, weaknesses."""

from enum import StrEnum

from access.catalogue.records import ContributorRole, CopyState, Medium
from access.people.errors import Weakness, Wrong
from access.people.records import Basis, Certifier, Document, Purpose, Role, Service, Way
from access.requests.records import Refusal, RequestKind, RequestState
from api.words.catalogues import mark, words_in

PAIRS: tuple[tuple[StrEnum, str], ...] = (
    (Role.READER, mark("reader")),
    (Role.ASSISTANT, mark("assistant")),
    (Role.COURIER, mark("courier")),
    (Role.COORDINATOR, mark("coordinator")),
    (Role.PRODUCER, mark("producer")),
    (Role.ADMINISTRATOR, mark("administrator")),
    (Way.EMAIL, mark("by e-mail")),
    (Way.SMS, mark("by SMS")),
    (Way.CALL, mark("by telephone")),
    (Way.WEB, mark("on these pages only")),
    (Service.AUDIO, mark("talking books")),
    (Service.HOME_DELIVERY, mark("home delivery")),
    (Basis.CANNOT_SEE_PRINT, mark("cannot see print")),
    (Basis.CANNOT_READ_PRINT, mark("cannot read print")),
    (Basis.CANNOT_HOLD_BOOK, mark("cannot hold a book")),
    (Basis.CANNOT_LEAVE_HOME, mark("cannot leave home")),
    (Basis.AGE, mark("age")),
    (Basis.CARES_FOR_SOMEBODY, mark("cares for somebody at home")),
    (Certifier.DOCTOR, mark("a doctor")),
    (Certifier.SOCIAL_WORKER, mark("a social worker")),
    (Certifier.SOCIETY_OF_THE_BLIND, mark("the society of the blind")),
    (Certifier.LIBRARIAN, mark("a librarian")),
    (Certifier.SCHOOL, mark("a school")),
    (Document.DISABILITY_CERTIFICATE, mark("certificate of disability")),
    (Document.SOCIETY_CARD, mark("card of the society of the blind")),
    (Document.LETTER, mark("letter")),
    (Document.PENSION_CERTIFICATE, mark("pension certificate")),
    (Document.OWN_WORD, mark("their own word")),
    (Purpose.SERVICE, mark("to serve me")),
    (Purpose.HISTORY, mark("to remember what I have read")),
    (Purpose.NOTICES, mark("to send me notices")),
    (Purpose.CALLS, mark("to call me by telephone")),
    (
        Purpose.COURIER_CALLS,
        mark("to say on the telephone when the courier comes, without asking for my code"),
    ),
    (Purpose.RECOMMENDATIONS, mark("to recommend books to me")),
    (Purpose.STATISTICS, mark("to count, without my name")),
    (RequestKind.AUDIO, mark("to hear or download")),
    (RequestKind.COPY, mark("a copy to fetch")),
    (RequestKind.CARTRIDGE, mark("on a cartridge")),
    (RequestKind.HOME_DELIVERY, mark("brought to my door")),
    (RequestState.WAITING, mark("waiting")),
    (RequestState.DELAYED, mark("delayed")),
    (RequestState.READY, mark("ready")),
    (RequestState.FULFILLED, mark("fulfilled")),
    (RequestState.WITHDRAWN, mark("withdrawn")),
    (RequestState.REFUSED, mark("refused")),
    (Refusal.CANNOT_BE_MADE, mark("the file cannot be read aloud")),
    (Refusal.NOT_ALLOWED, mark("the library may not make or lend it")),
    (Refusal.NO_COPY, mark("there is no copy that can be lent")),
    (Refusal.NOT_ENTITLED, mark("nobody confirmed the right to it")),
    (Refusal.DOUBLE, mark("it was asked for twice")),
    (Medium.PRINT, mark("print")),
    (Medium.LARGE_PRINT, mark("large print")),
    (Medium.BRAILLE, mark("braille")),
    (Medium.AUDIO, mark("sound on a disc")),
    (Medium.CARTRIDGE, mark("cartridge")),
    (CopyState.ON_SHELF, mark("on the shelf")),
    (CopyState.RESERVED, mark("put aside")),
    (CopyState.ON_LOAN, mark("on loan")),
    (CopyState.AWAY, mark("away")),
    (CopyState.WITHDRAWN, mark("no longer here")),
    (ContributorRole.AUTHOR, mark("author")),
    (ContributorRole.NARRATOR, mark("narrator")),
    (ContributorRole.TRANSLATOR, mark("translator")),
    (ContributorRole.EDITOR, mark("editor")),
    (ContributorRole.COMPILER, mark("compiler")),
    (ContributorRole.ILLUSTRATOR, mark("illustrator")),
    (Wrong.MISSING, mark("nothing is written here")),
    (Wrong.TOO_LONG, mark("it is too long")),
    (Wrong.BAD_SIGNS, mark("there are signs that cannot stand here")),
    (Wrong.NO_DATE, mark("there is no such day")),
    (Wrong.IN_THE_FUTURE, mark("the day is in the future")),
    (Wrong.TOO_LONG_AGO, mark("the day is too long ago")),
    (Wrong.NO_EMAIL, mark("this is no e-mail address")),
    (Wrong.NO_TELEPHONE, mark("this is no telephone number")),
    (Wrong.NO_SUCH_CHOICE, mark("there is no such choice")),
    (Wrong.OUT_OF_BOUNDS, mark("it is too small or too large")),
    (Wrong.TOO_MANY, mark("there are too many")),
    (Wrong.WRONG_ORDER, mark("the end is before the beginning")),
    (Weakness.TOO_SHORT, mark("it is too short")),
    (Weakness.TOO_LONG, mark("it is too long")),
    (Weakness.TOO_COMMON, mark("it is the first that anybody would guess")),
    (Weakness.IS_THE_CARD, mark("it is the number of the card")),
    (Weakness.IS_THE_NAME, mark("it is the name")),
    (Weakness.NOT_DIGITS, mark("it must be digits")),
    (Weakness.SAME_DIGITS, mark("all its digits are the same")),
    (Weakness.IN_A_ROW, mark("its digits follow each other")),
)
"""Pairs, not a dict: members of two lists that read alike are equal, and would be one key."""


def name_of(word: StrEnum, language: str) -> str:
    """What a person calls it. Raises KeyError for a word that nobody named."""
    return words_in(language).gettext(NAMES[type(word), word.value])


NAMES = {(type(word), word.value): sentence for word, sentence in PAIRS}
