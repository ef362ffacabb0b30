"""Narrowing what is found: by language, by what can be had and where, by author, subject, year."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, String, cast, literal_column, or_, select

from access.catalogue.made import Edition, EditionForm
from access.catalogue.records import (
    Contribution,
    Copy,
    CopyState,
    Medium,
    Title,
    TitleSubject,
)
from access.network.records import ServicePoint
from access.search import marks
from access.search.tables import EVERYWHERE, Group

TOUCHED_FORMS = ("brf", "pef")
"""Forms of an edition that are read by touch; all others are heard."""
HEARD_MEDIA = (Medium.AUDIO, Medium.CARTRIDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a title has to be besides having the words; nothing said is nothing asked."""

    language: str | None = None
    """BCP 47, lower case; a title in several languages counts for each."""
    medium: Medium | None = None
    """Copies of this kind exist, on loan or not."""
    form: str | None = None
    """A published edition has this form: "daisy202", "mp3", "brf" …"""
    has_audio: bool | None = None
    """An edition that can be heard is published; False: none is."""
    is_on_shelf: bool = False
    """A copy stands on its shelf now; with `medium` and the places below, one of those."""
    contributor_id: int | None = None
    subject_id: int | None = None
    series_id: int | None = None
    service_point_id: int | None = None
    is_specialised: bool = False
    """A copy belongs to a service point that serves blind readers."""
    year_from: int | None = None
    year_to: int | None = None

    def live(self) -> "Filters":
        """What may change at any hour without a word to the index: editions and copies."""
        return Filters(
            medium=self.medium, form=self.form, has_audio=self.has_audio,
            is_on_shelf=self.is_on_shelf, service_point_id=self.service_point_id,
            is_specialised=self.is_specialised,
        )  # fmt: skip

    def marks(self) -> list[Group]:
        """The rest, as the index has it among the words."""
        asked: list[tuple[str, ...]] = []
        if self.language is not None:
            asked.append((marks.language_mark(self.language),))
        if self.contributor_id is not None:
            asked.append((marks.contributor_mark(self.contributor_id),))
        if self.subject_id is not None:
            asked.append((marks.subject_mark(self.subject_id),))
        if self.series_id is not None:
            asked.append((marks.series_mark(self.series_id),))
        if self.year_from is not None or self.year_to is not None:
            asked.append(marks.years_between(self.year_from, self.year_to))
        return [Group(keys, fields=EVERYWHERE) for keys in asked]

    def lists(self) -> list[Select[int]]:
        """Numbers of titles, out of `live`: a title has to be in each of these lists."""
        found: list[Select[int]] = []
        copies = self._copies()
        if copies:
            here = select(ServicePoint.id)  # named, so that the index of copies by place is used
            everywhere = Copy.service_point_id.in_(here)
            found.append(select(Copy.title_id).where(everywhere, *copies))
        if self.form is not None:
            found.append(_editions(EditionForm.form == self.form))
        if self.has_audio:
            found.append(_editions(_HEARD))
        return found

    def unlisted(self) -> "Filters":
        """What `lists` says nothing of."""
        return replace(
            self, medium=None, form=None, has_audio=None if self.has_audio else self.has_audio,
            is_on_shelf=False, service_point_id=None, is_specialised=False,
        )  # fmt: skip

    def live_conditions(self, title_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """The same title by title, and no hidden title."""
        copies = self._copies()
        found = [is_shown(title_id)]
        if copies:
            found.append(_there_is(Copy.title_id == title_id, *copies))
        if self.form is not None:
            found.append(_edition(title_id, EditionForm.form == self.form))
        if self.has_audio is not None:
            heard = has_audio_edition(title_id)
            found.append(heard if self.has_audio else ~heard)
        return found

    def conditions(self, title_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Everything title by title."""
        found: list[ColumnElement[bool]] = []
        if self.language is not None:
            found.append(
                or_(
                    Title.language == self.language,
                    cast(Title.languages, String).contains(f'"{self.language}"', autoescape=True),
                )
            )
        if self.series_id is not None:
            found.append(Title.series_id == self.series_id)
        if self.year_from is not None:
            found.append(Title.published_year >= self.year_from)
        if self.year_to is not None:
            found.append(Title.published_year <= self.year_to)
        if found:
            found = [_there_is(Title.id == title_id, *found)]
        if self.contributor_id is not None:
            by = Contribution.contributor_id == self.contributor_id
            found.append(_there_is(Contribution.title_id == title_id, by))
        if self.subject_id is not None:
            about = TitleSubject.subject_id == self.subject_id
            found.append(_there_is(TitleSubject.title_id == title_id, about))
        return [*found, *self.live_conditions(title_id)]

    def _copies(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.medium is not None:
            found.append(Copy.medium == self.medium)
        if self.is_on_shelf:
            found.append(Copy.state == CopyState.ON_SHELF)
        if self.service_point_id is not None:
            found.append(Copy.service_point_id == self.service_point_id)
        if self.is_specialised:
            found.append(
                Copy.service_point_id.in_(
                    select(ServicePoint.id).where(ServicePoint.is_specialised.is_(True))
                )
            )
        if found:
            found.append(Copy.state != CopyState.WITHDRAWN)
        return found


EVERYTHING = Filters()
_HEARD = EditionForm.form.not_in(TOUCHED_FORMS)
_IS_OUT = (Edition.published_at.is_not(None), Edition.withdrawn_at.is_(None))


def is_shown(title_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The title is not hidden: few are, and a list of these is quicker than a look at each."""
    return title_id.not_in(select(Title.id).where(Title.hidden_at.is_not(None)))


def has_audio_edition(title_id: ColumnElement[int]) -> ColumnElement[bool]:
    """A published edition of the title can be heard."""
    return _edition(title_id, _HEARD)


def can_be_heard(title_id: ColumnElement[int]) -> ColumnElement[bool]:
    """A published edition can be heard, or the network has copies that can."""
    return or_(
        has_audio_edition(title_id),
        _there_is(
            Copy.title_id == title_id,
            Copy.medium.in_(HEARD_MEDIA),
            Copy.state != CopyState.WITHDRAWN,
        ),
    )


def _edition(title_id: ColumnElement[int], form: ColumnElement[bool]) -> ColumnElement[bool]:
    return _there_is(
        Edition.title_id == title_id, *_IS_OUT, EditionForm.edition_id == Edition.id, form
    )


def _there_is(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Without any column, so that SQLite need not go from its indexes to the rows."""
    return select(literal_column("1")).where(*conditions).exists()


def _editions(form: ColumnElement[bool]) -> Select[int]:
    return (
        select(Edition.title_id)
        .join(EditionForm, EditionForm.edition_id == Edition.id)
        .where(*_IS_OUT, form)
    )
