"""What is said when nothing is where a place in a book, a call or a message should be."""

from access.listening.spoken import SpokenNotFound, TooManySpoken
from access.notices.calling import NoticeNotFound
from api.answers.answer import Table, later, missing
from api.words.catalogues import mark

ANSWERS: Table = {
    NoticeNotFound: missing("no_such_notice", mark("There is no such notice.")),
    SpokenNotFound: missing("no_such_message", mark("There is no such spoken message.")),
    TooManySpoken: later(
        "too_many_messages", mark("Too many messages wait to be heard; please call again later.")
    ),
}
