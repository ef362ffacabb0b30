"""Files of ISO 2709 come in, through pymarc: a damaged record is refused alone."""

import logging
import warnings
from collections.abc import Iterator
from typing import BinaryIO

import pymarc
from pymarc.exceptions import BadSubfieldCodeWarning, PymarcException

from access.importing.marc.letters import UTF_8, Letters, decoded
from access.importing.marc.record import Field, Marc
from access.importing.marc.slicing import END_OF_FIELD, Noise, Slice, mended, slices
from access.importing.remarks import Code, RecordRefused

logging.getLogger("pymarc").addHandler(logging.NullHandler())
"""What it has to say of single fields we say in the report, or not at all."""

UNREADABLE = "\ufffd"
SAID_AT = slice(26, 28)


def read_marc(stream: BinaryIO) -> Iterator[tuple[int, Marc | RecordRefused, tuple[Code, ...]]]:
    """Every record of a file: its number from 1, itself or why not, and what was mended in it."""
    letters = Letters()
    for number, piece in enumerate(slices(stream), start=1):
        if isinstance(piece, Noise):
            yield number, piece.refusal(), ()
            continue
        try:
            record, mends = _opened(piece, letters)
        except RecordRefused as refusal:
            yield number, refusal, ()
            continue
        yield number, record, mends


def _opened(piece: Slice, letters: Letters) -> tuple[Marc, tuple[Code, ...]]:
    raw, mends = piece.record, list[Code]()
    if not piece.is_whole or not _is_sound(raw):
        raw = mended(raw)
        mends.append(Code.LENGTH_MENDED)
    opened = _through_pymarc(raw)
    said = _said_encoding(opened)
    encoding = letters.encoding_of(raw, said)
    record = _plain(opened, encoding)
    if encoding != UTF_8 and raw[9:10] == b"a":
        mends.append(Code.ENCODING_GUESSED)
    if any(UNREADABLE in value for field in record.fields for _, value in field.subfields):
        mends.append(Code.LETTERS_LOST)
    return record, tuple(mends)


def _is_sound(raw: bytes) -> bool:
    """Whether every field of the directory ends where it says."""
    base = int(raw[12:17])
    directory = raw[24 : base - 1]
    if len(directory) % 12 or raw[base - 1 : base] != END_OF_FIELD:
        return False
    for at in range(0, len(directory), 12):
        entry = directory[at : at + 12]
        if not entry[3:].isdigit():
            return False
        end = base + int(entry[7:12]) + int(entry[3:7])
        if raw[end - 1 : end] != END_OF_FIELD:
            return False
    return True


def _through_pymarc(raw: bytes) -> pymarc.Record:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", BadSubfieldCodeWarning)
            return pymarc.Record(raw, to_unicode=False)
    except (PymarcException, ValueError, LookupError, TypeError) as error:
        raise RecordRefused(
            Code.BROKEN_RECORD,
            "The record's inner order is broken, so none of it can be trusted.",
            why=str(error),
        ) from error


def _said_encoding(record: pymarc.Record) -> str:
    """Positions 26 and 27 of RUSMARC's field 100; "" in MARC 21, where that is a person."""
    if "200" not in record or "245" in record:
        return ""
    field = record.get("100")
    value = field.get("a") if field is not None and not field.control_field else None
    return _text(value, "ascii")[SAID_AT] if value else ""


def _plain(record: pymarc.Record, encoding: str) -> Marc:
    controls, fields = list[tuple[str, str]](), list[Field]()
    for field in record.fields:
        if field.control_field:
            controls.append((field.tag, _text(field.data, encoding)))
            continue
        subfields = tuple((str(code), _text(value, encoding)) for code, value in field.subfields)
        fields.append(Field(field.tag, field.indicator1, field.indicator2, subfields))
    return Marc(str(record.leader), tuple(controls), tuple(fields))


def _text(value: str | bytes | None, encoding: str) -> str:
    """pymarc gives bytes where it is asked not to decode, whatever its types say."""
    if isinstance(value, bytes):
        return decoded(value, encoding)
    return value or ""
