"""What an import has to say of a record: a code, the facts, and a sentence in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from enum import StrEnum

LONGEST_FACT = 200


class Code(StrEnum):
    """Why a record, or a part of it, was left out, or looked at twice."""

    NOISE = "noise"
    TRUNCATED = "truncated"
    BROKEN_RECORD = "broken_record"
    LENGTH_MENDED = "length_mended"
    LETTERS_LOST = "letters_lost"
    ENCODING_GUESSED = "encoding_guessed"
    NO_NAME = "no_name"
    NO_LANGUAGE = "no_language"
    NO_POINT = "no_such_point"
    NO_POINT_NAMED = "no_point_named"
    BAD_VALUE = "bad_value"
    BAD_ISBN = "bad_isbn"
    ISBN_OF_ANOTHER = "isbn_of_another"
    IDENTIFIER_OF_ANOTHER = "identifier_of_another"
    NO_IDENTIFIER = "no_identifier"
    BARCODE_OF_ANOTHER = "barcode_of_another"
    COPY_STILL_OUT = "copy_still_out"
    POSSIBLE_DOUBLE = "possible_double"
    SHORTENED = "shortened"
    NOT_SAVED = "not_saved"
    BAD_FILE = "bad_file"
    TOO_LARGE = "too_large"
    NO_FILE = "no_such_file"
    FILE_OF_ANOTHER = "file_of_another"
    PICTURES_LEFT = "pictures_left"
    NOT_FETCHED = "not_fetched"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing said of one record. `record` counts from 1 in its file; `control` is the record's
    own number, `field` where in the record (a tag or a column), each "" where there is none."""

    code: Code
    sentence: str
    file: str = ""
    record: int = 0
    control: str = ""
    field: str = ""
    facts: Mapping[str, str] = a_field(default_factory=dict)
    is_refusal: bool = False

    def told(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "code": self.code.value,
            "sentence": self.sentence,
            "file": self.file,
            "record": self.record,
            "control": self.control,
            "field": self.field,
            "facts": dict(self.facts),
            "refused": self.is_refusal,
        }

    def __str__(self) -> str:
        number = f"record {self.record}" if self.record else ""
        control = f"number {self.control}" if self.control else ""
        where = ", ".join(filter(None, (self.file, number, control, self.field)))
        return f"{where}: {self.sentence}" if where else self.sentence


def quoted(value: object) -> str:
    """A stranger's value, short enough for a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_FACT else text[: LONGEST_FACT - 1] + "…"


class RecordRefused(Exception):
    """A record that cannot be taken over; it knows why, and where in the record."""

    def __init__(self, code: Code, sentence: str, *, field: str = "", **facts: str) -> None:
        self.code, self.sentence, self.field = code, sentence, field
        self.facts = {name: quoted(value) for name, value in facts.items()}
        super().__init__(sentence)
