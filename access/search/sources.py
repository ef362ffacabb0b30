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
    published_year: int | None
    series_id: int | None
    series: str | None
    series_number: Decimal | None
    authors: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Narrators, translators and all who are not authors."""
    subjects: list[str] = field(default_factory=list)
    isbns: list[str] = field(default_factory=list)
    contributor_ids: tuple[int, ...] = ()
    subject_ids: tuple[int, ...] = ()


def described(db: Session, title_ids: Sequence[int]) -> Iterator[Description]:
    """The titles with these numbers that are there, by number; four statements in all."""
    people: dict[int, list[tuple[ContributorRole, int, str]]] = defaultdict(list)
    for title_id, role, contributor_id, name in db.execute(
        select(Contribution.title_id, Contribution.role, Contributor.id, Contributor.name)
        .join(Contributor, Contributor.id == Contribution.contributor_id)
        .where(Contribution.title_id.in_(title_ids))
        .order_by(Contribution.title_id, Contribution.place, Contribution.id)
    ):
        people[title_id].append((role, contributor_id, name))
    subjects: dict[int, dict[int, str]] = defaultdict(dict)
    for title_id, subject_id, name in db.execute(
        select(TitleSubject.title_id, Subject.id, Subject.name)
        .join(Subject, Subject.id == TitleSubject.subject_id)
        .where(TitleSubject.title_id.in_(title_ids))
        .order_by(TitleSubject.title_id, Subject.id)
    ):
        subjects[title_id][subject_id] = name
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
            func.substr(Title.annotation, 1, LONGEST_ANNOTATION), Title.published_year,
            Title.series_id, Series.name, Title.series_number,
        )
        .outerjoin(Series, Series.id == Title.series_id)
        .where(Title.id.in_(title_ids))
        .order_by(Title.id)
    ):  # fmt: skip
        title_id, name, subtitle, language, languages, publisher, annotation, year, *series = row
        yield Description(
            title_id=title_id, name=name, subtitle=subtitle, publisher=publisher,
            languages=tuple(dict.fromkeys([language, *languages])), annotation=annotation,
            published_year=year, series_id=series[0], series=series[1], series_number=series[2],
            authors=[who for role, _id, who in people[title_id] if role is ContributorRole.AUTHOR],
            others=[
                who for role, _id, who in people[title_id] if role is not ContributorRole.AUTHOR
            ],
            contributor_ids=tuple(dict.fromkeys(who for _role, who, _name in people[title_id])),
            subjects=list(subjects[title_id].values()), subject_ids=tuple(subjects[title_id]),
            isbns=isbns[title_id],
        )  # fmt: skip
