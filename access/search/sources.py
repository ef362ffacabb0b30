"""What the catalogue says of titles that are to be indexed, with few statements for many titles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import (
    Contribution,
    Contributor,
    ContributorRole,
    Identifier,
    Series,
    Subject,
    Title,
    TitleSubject,
)

LONGEST_ANNOTATION = 2_000
"""Characters of an annotation that are indexed."""


@dataclass(slots=True, kw_only=True)
class Description:
    """A title with all that can be looked for; gathered row by row."""

    title_id: int
    name: str
    subtitle: str
    languages: tuple[str, ...]
    publisher: str
    annotation: str
    series: str | None
    series_number: Decimal | None
    authors: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Narrators, translators and all who are not authors."""
    subjects: list[str] = field(default_factory=list)
    isbns: list[str] = field(default_factory=list)


def described(db: Session, title_ids: Sequence[int]) -> Iterator[Description]:
    """The titles with these numbers that are there, by number; four statements in all."""
    people: dict[int, list[tuple[ContributorRole, str]]] = defaultdict(list)
    for title_id, role, name in db.execute(
        select(Contribution.title_id, Contribution.role, Contributor.name)
        .join(Contributor, Contributor.id == Contribution.contributor_id)
        .where(Contribution.title_id.in_(title_ids))
        .order_by(Contribution.title_id, Contribution.place, Contribution.id)
    ):
        people[title_id].append((role, name))
    subjects: dict[int, list[str]] = defaultdict(list)
    for title_id, name in db.execute(
        select(TitleSubject.title_id, Subject.name)
        .join(Subject, Subject.id == TitleSubject.subject_id)
        .where(TitleSubject.title_id.in_(title_ids))
        .order_by(TitleSubject.title_id, Subject.id)
    ):
        subjects[title_id].append(name)
    isbns: dict[int, list[str]] = defaultdict(list)
    for title_id, value in db.execute(
        select(Identifier.title_id, Identifier.value).where(
            Identifier.title_id.in_(title_ids), Identifier.scheme == "isbn"
        )
    ):
        isbns[title_id].append(value)
    for row in db.execute(
        select(
            Title.id, Title.name, Title.subtitle, Title.language, Title.languages, Title.publisher,
            func.substr(Title.annotation, 1, LONGEST_ANNOTATION), Series.name, Title.series_number,
        )
        .outerjoin(Series, Series.id == Title.series_id)
        .where(Title.id.in_(title_ids))
        .order_by(Title.id)
    ):  # fmt: skip
        title_id, name, subtitle, language, languages, publisher, annotation, series, number = row
        yield Description(
            title_id=title_id, name=name, subtitle=subtitle, publisher=publisher,
            languages=tuple(dict.fromkeys([language, *languages])), annotation=annotation,
            series=series, series_number=number,
            authors=[who for role, who in people[title_id] if role is ContributorRole.AUTHOR],
            others=[who for role, who in people[title_id] if role is not ContributorRole.AUTHOR],
            subjects=subjects[title_id], isbns=isbns[title_id],
        )  # fmt: skip
