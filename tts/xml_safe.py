"""Reading XML that strangers made: no entity is expanded, nothing is fetched, depth has a bound."""

import re

from lxml import etree

from tts.errors import TtsError

# Stands where a number was that is no letter, so that what is left and right of it stays apart.
ZERO_WIDTH_SPACE = "\u200b".encode()
NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")


class BadXml(TtsError):
    """The bytes are not well-formed XML; `line` is where the parser gave up."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}: {message}")


def parse_xml(data: bytes, *, long_text: bool = False) -> etree._Element:
    """The root element. External entities stay unread, internal ones unexpanded. Raises BadXml.

    Elements nest at most 256 deep and a text has at most 10 MB; with `long_text`, for input whose
    size is already bounded, 2048 deep and 1 GB.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=long_text,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadXml(error.msg or "not well-formed", error.lineno or 0) from error


def mend_xml(data: bytes) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The root element of what is not well-formed, as far as it can be mended, and every complaint.

    None if nothing is left. Safe like `parse_xml` with `long_text`; the caller sees to it that the
    text has survived, as the parser drops what it cannot place.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(NUMBERED.sub(_only_letters, data), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, tuple(entry.message or "" for entry in parser.error_log)


def _only_letters(number: re.Match[bytes]) -> bytes:
    """While it mends, the parser lets half letters pass, and trips over them when they are read."""
    code = int(number[1], 16) if number[1] else int(number[2])
    is_letter = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return number[0] if is_letter or 0x10000 <= code <= 0x10FFFF else ZERO_WIDTH_SPACE
