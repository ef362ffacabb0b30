"""A room refuses: where a form can say it, it is said beside the field, and nothing is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from sqlalchemy.orm import Session

from access.errors import AccessError
from access.people.errors import BadField
from api.answers.names import name_of
from api.answers.table import answer_to
from api.web.frame.forms import Form
from api.words.catalogues import mark

CANNOT_BE = mark("This cannot be so: %(wrong)s.")


@contextmanager
def beside(db: Session, form: Form, field: str) -> Iterator[None]:
    """What is done inside is done whole or not at all; a refusal stands beside its own field, or
    beside `field`. What no form can mend goes on to the page of failures."""
    try:
        with db.begin_nested():
            yield
    except AccessError as error:
        say_beside(form, field, error)


def say_beside(form: Form, field: str, error: AccessError) -> None:
    """Say a refusal in the form. Raises it again where it is about something that is not there."""
    if isinstance(error, BadField):
        form.fault(error.field, CANNOT_BE, wrong=name_of(error.wrong, form.language))
        return
    say_at(form, field, error)


def say_at(form: Form, field: str, error: AccessError) -> None:
    """Say a refusal beside this field, whatever field the error names: the page has no other."""
    answer = answer_to(error)
    if answer is None or answer.status is HTTPStatus.NOT_FOUND:
        raise error
    form.faults.setdefault(field, answer.said(error, form.language))


def status_of(form: Form) -> HTTPStatus:
    """A form with faults is shown again as what could not be taken."""
    return HTTPStatus.OK if form.is_good else HTTPStatus.UNPROCESSABLE_ENTITY
