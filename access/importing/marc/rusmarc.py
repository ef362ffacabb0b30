"""A record of RUSMARC (UNIMARC) as an entry.

Source: UNIMARC Manual, Bibliographic Format; RUSMARC, the Russian version of it; fields 899 and
910 (local holdings, 910 as IRBIS writes them).
"""

from collections.abc import Iterator

from access.catalogue.records import ContributorRole, Medium
from access.importing.cleaning import clean, heading, number_in, unpunctuated, year_in
from access.importing.drafting import LONGEST_CONTROL, Draft, holding_of
from access.importing.entry import Entry, Holding
from access.importing.languages import tags_of
from access.importing.marc.record import Field, Marc
from access.importing.measures import pages_in, seconds_in, seconds_of_hms
from access.importing.media_words import medium_in
from access.importing.people_words import narrators_in, role_of

DELETED = "d"
SOUND = frozenset("ij")
FORMS_106 = {"d": Medium.LARGE_PRINT, "f": Medium.BRAILLE, "e": Medium.LARGE_PRINT}
NOTES = tuple(f"3{number:02d}" for number in range(100) if number != 30)
PEOPLE = ("700", "701", "702", "710", "711", "712")
MAIN = frozenset({"700", "701"})
SUBJECTS = ("600", "601", "602", "604", "605", "606", "607", "608", "610")


def entry_of_rusmarc(record: Marc, number: int, catalogue: str) -> Entry:
    """What the record says of its title. `catalogue` names the list its numbers are of where the
    record itself does not (field 801). Raises RecordRefused."""
    draft = Draft(record=number, control=clean(record.control("001"))[:LONGEST_CONTROL])
    draft.is_withdrawn = record.leader[5:6] == DELETED
    source = next((clean(said) for said in record.values(["801"], "b")), "") or catalogue
    draft.known_as(f"marc:{source}", draft.control)
    for said in record.values(["010"], "a"):
        draft.isbn(said, field="010")
    for said in record.values(["101"], "a"):
        draft.language(*tags_of(said))
    _title(record, draft)
    _people(record, draft)
    _publication(record, draft)
    _series(record, draft)
    draft.annotation = next(iter(record.values(["330"], "a")), "")
    _subjects(record, draft)
    _holdings(record, draft)
    return draft.entry()


def _title(record: Marc, draft: Draft) -> None:
    title = record.first("200")
    if title is None:
        return
    name = heading(title.get("a"))
    number, part = (heading(" ".join(title.all(code))) for code in "hi")
    behind = ", ".join(filter(None, (number, part)))
    draft.name = f"{name}. {behind}" if name and behind else name or behind
    draft.subtitle = " : ".join(map(heading, title.all("e")))
    draft.unsorted_letters = _unsorted(title.get("a"))
    if number and name:
        draft.series, draft.series_number = name, number_in(number)
    if not draft.name:
        draft.name = next(iter(record.values(["500"], "a")), "")


def _unsorted(name: str) -> int:
    """How many letters stand between the two signs for what is not sorted by (NSB, NSE)."""
    for begin, end in (("\x98", "\x9c"), ("\x88", "\x89"), ("<<", ">>")):
        if name.startswith(begin) and end in name:
            inside, _, rest = name.removeprefix(begin).partition(end)
            whole = clean(inside + rest)
            return len(whole) - len(clean(rest)) if whole.endswith(clean(rest)) else 0
    return 0


def _people(record: Marc, draft: Draft) -> None:
    for field in record.all(*PEOPLE):
        codes = field.all("4")
        role = role_of(codes, [])
        if role is None and not codes and field.tag in MAIN:
            role = ContributorRole.AUTHOR
        if role is not None:
            draft.person(_heading(field), role)
    title = record.first("200")
    said = [*record.values(NOTES, "a"), *(title.all("fg") if title else ())]
    for note in said:
        for name in narrators_in(note):
            draft.person(name, ContributorRole.NARRATOR)


def _heading(field: Field) -> str:
    """$a family name, $g the given names in full, else $b the initials, $d a numeral."""
    family = heading(field.get("a"))
    if field.tag.startswith("71"):
        return family
    given = heading(field.get("g")) or clean(field.get("b")).strip(" ,")
    numeral = clean(field.get("d")).strip(" ,")
    behind = f"{family}, {given}" if given and "," not in family else family
    return f"{behind} {numeral}".strip()


def _publication(record: Marc, draft: Draft) -> None:
    for field in record.all("210", "214"):
        draft.publisher = draft.publisher or unpunctuated(field.get("c"))
        draft.year = draft.year or year_in(field.get("d"))
    coded = record.first("100")
    draft.year = draft.year or (year_in(coded.get("a")[9:13]) if coded else None)
    for said in record.values(["215"], "a"):
        draft.pages = draft.pages or pages_in(said)


def _series(record: Marc, draft: Draft) -> None:
    for field in record.all("461", "225", "410"):
        name, volume = field.get("a"), field.get("v")
        if not name:
            linked = field.embedded()
            inner = linked.get("200")
            name = inner.get("a") if inner else ""
            volume = volume or (inner.get("v") if inner else "")
        if unpunctuated(name):
            draft.series, draft.series_number = unpunctuated(name), number_in(volume)
            return


def _subjects(record: Marc, draft: Draft) -> None:
    for field in record.all(*SUBJECTS):
        if field.tag == "610":
            for word in field.all("a"):
                draft.topic("own", word)
            continue
        head = _heading(field) if field.tag in {"600", "602"} else heading(field.get("a"))
        words = [head, *(heading(part) for part in field.all("jxyz"))]
        draft.topic("own", " – ".join(filter(None, words)))
    for code in record.values(["675"], "a"):
        draft.topic("udc", code, code)
    for field in record.all("686"):
        said = clean(field.get("2")).casefold()
        if not said or "bbk" in said or "ббк" in said:
            for code in field.all("a"):
                draft.topic("bbk", code, code)


def _holdings(record: Marc, draft: Draft) -> None:
    medium, length_s = _medium(record), _length_s(record)
    for field in record.all("899", "910"):
        for holding in _copies(field, medium, length_s):
            draft.holds(holding_of(holding))


def _copies(field: Field, medium: Medium, length_s: int | None) -> Iterator[Holding]:
    if field.tag == "899":  # $b branch, $a library, $p barcode, $x inventory number, $j shelf
        point = field.get("b") or field.get("a")
        barcodes, mark = field.all("p") or field.all("x"), " ".join(field.all("hij"))
        copies = 1
    else:  # IRBIS: $d place, $b inventory number, $h barcode, $1 how many of an unnumbered copy
        point = field.get("d")
        barcodes, mark = field.all("h") or field.all("b"), field.get("r")
        said = clean(field.get("1"))
        copies = int(said) if said.isdecimal() and said.isascii() and len(said) < 5 else 1
    own = medium_in(" ".join(field.all("cyz")))
    kind = own or medium
    sounds = kind in {Medium.AUDIO, Medium.CARTRIDGE}
    for barcode in barcodes or [""]:
        yield Holding(
            point, kind, barcode, mark, 1 if barcode else copies, length_s if sounds else None
        )


def _length_s(record: Marc) -> int | None:
    """Field 127 (HHHMMSS or HHMMSS a piece), else what field 215 or a note says."""
    pieces = [seconds_of_hms(said) for said in record.values(["127"], "a")]
    total = sum(piece for piece in pieces if piece)
    said = (seconds_in(text) for text in record.values(["215", "300", "307"], "a"))
    return total or next((length for length in said if length), None)


def _medium(record: Marc) -> Medium:
    words = " ".join(
        (*record.values(["200"], "b"), *record.values(["203"], "ac"), *record.values(["215"], "ac"),
         *record.values(["608"], "a"), *record.values(["307", "300"], "a"))
    )  # fmt: skip
    found = medium_in(words)
    if found is not None:
        return found
    if record.leader[6:7] in SOUND or record.has("126"):
        return Medium.AUDIO
    form = record.first("106")
    if form is not None and form.get("a")[:1] in FORMS_106:
        return FORMS_106[form.get("a")[:1]]
    return Medium.PRINT
