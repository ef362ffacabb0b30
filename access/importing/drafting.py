"""An entry while it is written: what is found is put in, cleaned, cut to what records can hold."""

from dataclasses import dataclass, field
from decimal import Decimal

from access.catalogue.records import ContributorRole
from access.importing.cleaning import clean, heading, isbn_13, unpunctuated
from access.importing.entry import Entry, FoundFile, Holding, Named, Person, Topic
from access.importing.languages import language_tag
from access.importing.remarks import Code, RecordRefused, Remark, quoted
from tts.text.detection import main_language

LONGEST_NAME = 1_000
LONGEST_WORD = 300
LONGEST_CODE = 100
LONGEST_MARK = 64
LONGEST_CONTROL = 100
LONGEST_ANNOTATION = 20_000
MOST_PEOPLE = 200
MOST_TOPICS = 200
MOST_HOLDINGS = 2_000
MOST_COPIES = 1_000
LARGEST_NUMBER = Decimal(100_000)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a record says, gathered piece by piece; `entry` closes it."""

    record: int
    control: str = ""
    name: str = ""
    unsorted_letters: int = 0
    subtitle: str = ""
    languages: list[str] = field(default_factory=list)
    publisher: str = ""
    year: int | None = None
    annotation: str = ""
    series: str = ""
    series_number: Decimal | None = None
    pages: int | None = None
    people: dict[Person, None] = field(default_factory=dict)
    topics: dict[Topic, None] = field(default_factory=dict)
    names: list[Named] = field(default_factory=list)
    isbns: dict[str, None] = field(default_factory=dict)
    holdings: list[Holding] | None = None
    files: list[FoundFile] = field(default_factory=list)
    is_withdrawn: bool = False
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, code: Code, sentence: str, *, field: str = "", **facts: str) -> None:
        """Say something of the record that does not keep it out."""
        told = {name: quoted(value) for name, value in facts.items()}
        self.remarks.append(
            Remark(code=code, sentence=sentence, record=self.record, control=self.control,
                   field=field, facts=told)
        )  # fmt: skip

    def person(self, name: str, role: ContributorRole) -> None:
        """Somebody who did something; said twice counts once, and a shorter form of a name not."""
        name = _cut(clean(name), LONGEST_WORD)
        family = name.partition(",")[0].casefold()
        known = (one for one in self.people if one.role is role)
        if any(one.name.casefold() == name.casefold() for one in known):
            return
        is_bare = "," not in name and role is ContributorRole.NARRATOR
        if is_bare and any(
            one.role is role and one.name.partition(",")[0].casefold() == family
            for one in self.people
        ):
            return
        if name and len(self.people) < MOST_PEOPLE:
            self.people[Person(name, role)] = None

    def topic(self, scheme: str, words: str, code: str = "") -> None:
        """What the title is about; words are their own code, whatever their capitals."""
        name = _cut(heading(words), LONGEST_WORD)
        code = _cut(clean(code) or name.casefold(), LONGEST_CODE)
        if name and code and len(self.topics) < MOST_TOPICS:
            self.topics[Topic(scheme, code, name)] = None

    def language(self, *said: str) -> None:
        """A language by its code or name; what says nothing is passed over."""
        for one in said:
            tag = language_tag(one)
            if tag and tag not in self.languages:
                self.languages.append(tag)

    def isbn(self, said: str, *, field: str) -> None:
        """A number of a book; a wrong one is remarked on and left out."""
        number = isbn_13(said)
        if number:
            self.isbns[number] = None
        elif any(sign.isdigit() for sign in said):
            self.remark(
                Code.BAD_ISBN,
                f"“{quoted(said)}” is no ISBN with a right check digit; it is left out.",
                field=field,
                value=said,
            )

    def known_as(self, scheme: str, value: str) -> None:
        """A number by which others know the title."""
        value = clean(value)
        if value and len(value) <= LONGEST_WORD:
            self.names.append(Named(_cut(scheme, LONGEST_CODE), value))

    def holds(self, holding: Holding) -> None:
        """Copies on a shelf."""
        self.holdings = self.holdings if self.holdings is not None else []
        if len(self.holdings) < MOST_HOLDINGS:
            self.holdings.append(holding)

    def entry(self) -> Entry:
        """The finished entry. Raises RecordRefused if it has no name or no number of its own."""
        name = unpunctuated(self.name)
        if not name:
            raise RecordRefused(Code.NO_NAME, "The record has no title, so it is left out.")
        if not self.names and not self.isbns:
            raise RecordRefused(
                Code.NO_IDENTIFIER,
                "The record has no number of its own and no ISBN, so it could not be found again "
                "when it comes the next time.",
            )
        if len(name) > LONGEST_NAME:
            self.remark(Code.SHORTENED, f"The title is cut to {LONGEST_NAME} characters.")
        return Entry(
            record=self.record,
            control=self.control,
            name=_cut(name, LONGEST_NAME),
            unsorted_letters=self.unsorted_letters if self.unsorted_letters < len(name) else 0,
            subtitle=_cut(unpunctuated(self.subtitle), LONGEST_NAME),
            languages=tuple(self.languages) or (self._language_by_letters(name),),
            publisher=_cut(unpunctuated(self.publisher), LONGEST_WORD),
            year=self.year,
            annotation=_cut(clean(self.annotation), LONGEST_ANNOTATION),
            series=_cut(unpunctuated(self.series), LONGEST_WORD),
            series_number=self._number(),
            pages=self.pages,
            people=tuple(self.people),
            topics=tuple(self.topics),
            names=tuple(dict.fromkeys(self.names)),
            isbns=tuple(self.isbns),
            holdings=None if self.holdings is None else tuple(self.holdings),
            files=tuple(self.files),
            is_withdrawn=self.is_withdrawn,
            remarks=tuple(self.remarks),
        )

    def _number(self) -> Decimal | None:
        number = self.series_number
        return number if number is not None and 0 <= number < LARGEST_NUMBER else None

    def _language_by_letters(self, name: str) -> str:
        guess = main_language(f"{name} {self.subtitle} {self.annotation}", "") or "und"
        self.remark(
            Code.NO_LANGUAGE,
            f"The record does not say its language; by its letters it is taken for “{guess}”.",
            language=guess,
        )
        return guess


def holding_of(holding: Holding) -> Holding:
    """The same, cut to what records can hold."""
    return Holding(
        _cut(clean(holding.point), LONGEST_MARK),
        holding.medium,
        _cut(clean(holding.barcode), LONGEST_MARK),
        _cut(clean(holding.shelf_mark), LONGEST_CODE),
        max(1, min(holding.copies, MOST_COPIES)),
        holding.length_s,
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rstrip()
