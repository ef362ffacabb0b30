"""In what encoding a record of MARC is, whatever its leader says, and its letters.

Many systems write Windows-1251 under a leader that says MARC-8 or Unicode. So the bytes are asked
first: what is valid UTF-8 is UTF-8; else it is the likeliest Cyrillic encoding, or what RUSMARC
says in field 100 where the letters do not tell, and MARC-8 where it has its escapes or the letters
are Latin.
Sources: MARC 21 Record Structure, Leader/09; MARC-8; RUSMARC, field 100, positions 26-29.
"""

import re

from pymarc.marc8 import marc8_to_unicode

from tts.sources.encodings import likeliest

UTF_8, MARC_8 = "utf-8", "marc-8"
SAID_IN_100 = {"79": "cp866", "89": "cp1251", "99": "koi8-r", "10": "iso8859-5"}
ESCAPE = 0x1B
LATIN = "cp1252"
SURE_AFTER = 4
ASK_AGAIN_AFTER = 200
NON_SORTING = re.compile(rb"\x88([^\x88\x89]{1,40})\x89")
COMBINING = re.compile(rb"[\xe0-\xfe][A-Za-z]")
"""MARC-8 puts a letter's sign before the letter."""


class Letters:
    """Tells a file's encoding record by record, and remembers what the file is usually in."""

    def __init__(self) -> None:
        self._usual = ""
        self._agreed = 0

    def encoding_of(self, record: bytes, said: str = "") -> str:
        """The encoding of a whole record. `said` is what field 100 says ("89"), or ""."""
        if record.isascii() and ESCAPE not in record:
            return UTF_8
        if ESCAPE in record:
            return MARC_8
        try:
            record.decode(UTF_8)
        except UnicodeDecodeError:
            return self._one_byte(record, SAID_IN_100.get(said, ""))
        return UTF_8

    def _one_byte(self, record: bytes, said: str) -> str:
        if self._usual and SURE_AFTER <= self._agreed < ASK_AGAIN_AFTER:
            self._agreed += 1
            return self._usual
        found, score = likeliest(record)
        if said and score <= 0:
            found = said
        elif found == LATIN or score <= 0:
            found = MARC_8 if COMBINING.search(record) or found != LATIN else LATIN
        self._agreed = self._agreed + 1 if found == self._usual else 1
        if self._agreed >= ASK_AGAIN_AFTER:
            self._agreed = SURE_AFTER
        self._usual = found
        return found


def decoded(text: bytes, encoding: str) -> str:
    """The letters; what does not fit becomes U+FFFD."""
    if text.isascii() and ESCAPE not in text:
        return text.decode("ascii")
    if encoding == MARC_8:
        try:
            return marc8_to_unicode(text, True)
        except (ValueError, LookupError):
            return text.decode(LATIN, "replace")
    if encoding != UTF_8:
        text = NON_SORTING.sub(rb"\1", text)
    return text.decode(encoding, "replace")
