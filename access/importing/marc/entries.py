"""A file of MARC as entries: each record is told for MARC 21 or RUSMARC by the fields it has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from access.importing.cleaning import clean
from access.importing.drafting import LONGEST_CONTROL
from access.importing.entry import Entry, Read, Refused
from access.importing.marc.marc21 import entry_of_marc21
from access.importing.marc.record import Marc
from access.importing.marc.rusmarc import entry_of_rusmarc
from access.importing.remarks import Code, RecordRefused, Remark


class MarcKind(StrEnum):
    """Which of the two formats a record is in; AUTO asks its fields."""

    AUTO = "auto"
    MARC21 = "marc21"
    RUSMARC = "rusmarc"


READERS: dict[MarcKind, Callable[[Marc, int, str], Entry]] = {
    MarcKind.MARC21: entry_of_marc21,
    MarcKind.RUSMARC: entry_of_rusmarc,
}
MENDED = {
    Code.LENGTH_MENDED: "The record's lengths were wrong; its fields were found by their ends.",
    Code.ENCODING_GUESSED: "The record says that it is in Unicode, but it is not; it was read in "
    "the likeliest encoding.",
    Code.LETTERS_LOST: "Some letters do not fit the encoding and are lost.",
}


def kind_of_record(record: Marc) -> MarcKind:
    """MARC 21 has its title in field 245, RUSMARC in field 200.

    Records without either are told by their leader: UNIMARC ends it with a space.
    """
    if record.has("245"):
        return MarcKind.MARC21
    if record.has("200") or record.has("801"):
        return MarcKind.RUSMARC
    return MarcKind.RUSMARC if record.leader[20:24].rstrip() == "450" else MarcKind.MARC21


def entries_of(
    records: Iterable[tuple[int, Marc | RecordRefused, tuple[Code, ...]]],
    *,
    kind: MarcKind,
    catalogue: str,
) -> Iterator[Read]:
    """What every record says, or why it is refused."""
    for number, record, mends in records:
        if isinstance(record, RecordRefused):
            yield refused(record, number)
            continue
        reader = READERS[kind_of_record(record) if kind is MarcKind.AUTO else kind]
        control = clean(record.control("001"))[:LONGEST_CONTROL]
        try:
            entry = reader(record, number, catalogue)
        except RecordRefused as refusal:
            yield refused(refusal, number, control)
            continue
        said = [
            Remark(code=code, sentence=MENDED[code], record=number, control=control)
            for code in mends
        ]
        yield replace(entry, remarks=(*said, *entry.remarks)) if said else entry


def refused(refusal: RecordRefused, number: int, control: str = "") -> Refused:
    """A refusal with its place."""
    return Refused(
        remark=Remark(
            code=refusal.code,
            sentence=refusal.sentence,
            record=number,
            control=control,
            field=refusal.field,
            facts=refusal.facts,
            is_refusal=True,
        )
    )
