"""A record of MARC 21 as an entry.

Source: MARC 21 Format for Bibliographic Data; for copies also MARC 21 Format for Holdings Data
(field 852) and Koha's field 952.
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
FORMS_008 = {"d": Medium.LARGE_PRINT, "f": Medium.BRAILLE}
MAPS = frozenset("efgkor")
TEXT_007 = {"b": Medium.LARGE_PRINT, "c": Medium.BRAILLE}
NAME_PARTS = {"100": "abc", "110": "ab", "700": "abc", "710": "ab"}
SUBJECTS = ("600", "610", "630", "650", "651", "653", "655")
BBK = ("bbk", "rubbk", "ббк")
KNOWN_LISTS = {"udc": "udc", "udk": "udc", "удк": "udc"} | dict.fromkeys(BBK, "bbk")


def entry_of_marc21(record: Marc, number: int, catalogue: str) -> Entry:
    """What the record says of its title. `catalogue` names the list its numbers are of where the
    record itself does not (field 003). Raises RecordRefused."""
    draft = Draft(record=number, control=clean(record.control("001"))[:LONGEST_CONTROL])
    draft.is_withdrawn = record.leader[5:6] == DELETED
    source = clean(record.control("003")) or catalogue
    draft.known_as(f"marc:{source}", draft.control)
    for said in record.values(["020"], "a"):
        draft.isbn(said, field="020")
    _languages(record, draft)
    _title(record, draft)
    _people(record, draft)
    _publication(record, draft)
    _series(record, draft)
    draft.annotation = next(iter(record.values(["520"], "a")), "")
    _subjects(record, draft)
    _holdings(record, draft)
    return draft.entry()


def _languages(record: Marc, draft: Draft) -> None:
    draft.language(record.control("008")[35:38])
    for field in record.all("041"):
        # $a text, $d sung or spoken; $h and others say from what it was translated
        for said in field.all("ad"):
            draft.language(*tags_of(said))


def _title(record: Marc, draft: Draft) -> None:
    title = record.first("245")
    if title is None:
        return
    number, part = (heading(" ".join(title.all(code))) for code in "np")
    name = heading(title.get("a"))
    behind = ", ".join(filter(None, (number, part)))
    draft.name = f"{name}. {behind}" if name and behind else name or behind
    draft.subtitle = " ".join(map(heading, title.all("b")))
    if title.second.isdigit() and clean(title.get("a")) == title.get("a"):
        draft.unsorted_letters = int(title.second)
    if number and name:
        draft.series, draft.series_number = name, number_in(number)


def _people(record: Marc, draft: Draft) -> None:
    for field in record.all("100", "110", "700", "710"):
        if field.tag == "700" and field.get("t"):
            continue  # another work by somebody, not a person of this one
        codes, words = field.all("4"), field.all("e")
        role = role_of(codes, words)
        if role is None and not codes and not words and field.tag != "710":
            role = ContributorRole.AUTHOR
        if role is not None:
            parts = (heading(part) for part in field.all(NAME_PARTS[field.tag]))
            draft.person(" ".join(parts), role)
    for note in (*record.values(["511"], "a"), *record.values(["500"], "a")):
        for name in narrators_in(note):
            draft.person(name, ContributorRole.NARRATOR)
    title = record.first("245")
    for name in narrators_in(title.get("c")) if title else ():
        draft.person(name, ContributorRole.NARRATOR)


def _publication(record: Marc, draft: Draft) -> None:
    made = [field for field in record.all("264") if field.second == "1"]
    for field in (*record.all("260"), *made, *record.all("264")):
        draft.publisher = draft.publisher or unpunctuated(field.get("b"))
        draft.year = draft.year or year_in(field.get("c"))
    draft.year = draft.year or year_in(record.control("008")[7:11])
    for said in record.values(["300"], "a"):
        draft.pages = draft.pages or pages_in(said)


def _series(record: Marc, draft: Draft) -> None:
    for field in (*record.all("800", "830"), *record.all("490", "440")):
        name = field.get("t") if field.tag == "800" else field.get("a")
        if unpunctuated(name):
            draft.series = unpunctuated(name)
            draft.series_number = number_in(field.get("v"))
            return


def _subjects(record: Marc, draft: Draft) -> None:
    for field in record.all(*SUBJECTS):
        if field.tag == "653":
            for word in field.all("a"):
                draft.topic("own", word)
            continue
        words = [heading(part) for part in field.all("avxyz")]
        draft.topic("own", " – ".join(filter(None, words)))
    for field in record.all("080", "084"):
        said = clean(field.get("2")).casefold()
        scheme = "udc" if field.tag == "080" else KNOWN_LISTS.get(said, "" if said else "bbk")
        for code in field.all("a"):
            if scheme:
                draft.topic(scheme, code, code)


def _holdings(record: Marc, draft: Draft) -> None:
    medium, length_s = _medium(record), _length_s(record)
    for field in record.all("952", "852"):
        for holding in _copies(field, medium, length_s):
            draft.holds(holding_of(holding))


def _copies(field: Field, medium: Medium, length_s: int | None) -> Iterator[Holding]:
    if field.tag == "952":  # Koha: $b holds it now, $a owns it, $y what kind of thing, $o its place
        point, mark = field.get("b") or field.get("a"), field.get("o")
        own = medium_in(" ".join(field.all("yc8")))
    else:
        point = field.get("b") or field.get("a") or field.get("c")
        mark = " ".join(field.all("hi")) or field.get("j")
        own = medium_in(" ".join(field.all("cz3")))
    kind = own or medium
    sounds = kind in {Medium.AUDIO, Medium.CARTRIDGE}
    barcodes = field.all("p")
    for barcode in barcodes or [""]:
        yield Holding(point, kind, barcode, mark, 1, length_s if sounds else None)


def _length_s(record: Marc) -> int | None:
    """The sum of field 306, else what field 300 says."""
    pieces = [seconds_of_hms(said) for said in record.values(["306"], "a")]
    total = sum(piece for piece in pieces if piece)
    said = (seconds_in(text) for text in record.values(["300", "500"], "a"))
    return total or next((length for length in said if length), None)


def _medium(record: Marc) -> Medium:
    """What the copies are made of: fields in words win over codes, codes over nothing."""
    words = " ".join(
        (*record.values(["245"], "h"), *record.values(["655"], "a"), *record.values(["300"], "ab"),
         *record.values(["336", "337", "338"], "a"), *record.values(["340"], "ndp"))
    )  # fmt: skip
    found = medium_in(words)
    if found is not None:
        return found
    kind = record.leader[6:7]
    if kind in SOUND:
        return Medium.AUDIO
    for tag, text in record.controls:
        if tag == "007" and text[:1] == "s":
            return Medium.AUDIO
        if tag == "007" and text[:1] == "t" and text[1:2] in TEXT_007:
            return TEXT_007[text[1:2]]
    form = record.control("008")[29:30] if kind in MAPS else record.control("008")[23:24]
    return FORMS_008.get(form, Medium.PRINT)
