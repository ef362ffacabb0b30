"""Narrowing what is found: by language, by what can be had and where, by author, subject, year."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, exists, func, or_, select

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

    def conditions(self, *, listed: bool = False) -> list[ColumnElement[bool]]:
        """Conditions on `Title`, hidden titles being out.

        `listed`: there are no words, so that the database had better begin with the titles of an
        author, a subject, a series or a service point. Otherwise it is to ask title by title.
        """
        found: list[ColumnElement[bool]] = [Title.hidden_at.is_(None)]
        found += self._of_the_title(listed=listed)
        copies = self._copies()
        if copies:
            copies.append(Copy.state != CopyState.WITHDRAWN)
            if listed and self.service_point_id is not None:
                found.append(Title.id.in_(select(Copy.title_id).where(*copies)))
            else:
                found.append(exists().where(Copy.title_id == Title.id, *copies))
        if self.form is not None:
            found.append(_edition(EditionForm.form == self.form))
        if self.has_audio is not None:
            heard = has_audio_edition()
            found.append(heard if self.has_audio else ~heard)
        return found

    def _of_the_title(self, *, listed: bool) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.language is not None:
            # coalesce keeps SQLite from beginning with the index of languages: half of all titles
            found.append(
                or_(
                    func.coalesce(Title.language, "") == self.language,
                    cast(Title.languages, String).contains(f'"{self.language}"', autoescape=True),
                )
            )
        if self.contributor_id is not None:
            by = Contribution.contributor_id == self.contributor_id
            found.append(
                Title.id.in_(select(Contribution.title_id).where(by))
                if listed
                else exists().where(Contribution.title_id == Title.id, by)
            )
        if self.subject_id is not None:
            about = TitleSubject.subject_id == self.subject_id
            found.append(
                Title.id.in_(select(TitleSubject.title_id).where(about))
                if listed
                else exists().where(TitleSubject.title_id == Title.id, about)
            )
        if self.series_id is not None:
            series = Title.series_id if listed else func.coalesce(Title.series_id, 0)
            found.append(series == self.series_id)
        if self.year_from is not None:
            found.append(Title.published_year >= self.year_from)
        if self.year_to is not None:
            found.append(Title.published_year <= self.year_to)
        return found

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
        return found


EVERYTHING = Filters()


def has_audio_edition() -> ColumnElement[bool]:
    """A published edition of the title can be heard."""
    return _edition(EditionForm.form.not_in(TOUCHED_FORMS))


def can_be_heard() -> ColumnElement[bool]:
    """A published edition can be heard, or the network has copies that can."""
    return or_(
        has_audio_edition(),
        exists().where(
            Copy.title_id == Title.id,
            Copy.medium.in_(HEARD_MEDIA),
            Copy.state != CopyState.WITHDRAWN,
        ),
    )


def _edition(form: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Edition.title_id == Title.id,
        Edition.published_at.is_not(None),
        Edition.withdrawn_at.is_(None),
        EditionForm.edition_id == Edition.id,
        form,
    )
