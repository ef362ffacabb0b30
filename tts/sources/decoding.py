"""From the bytes of a document to its letters: byte order marks, declared encodings, entities."""

import codecs
import re
from html.entities import html5

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# XML 1.0, appendix F: without a mark, the first characters give the family away.
UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
HEAD_BYTES = 1024
DECLARED = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)""")
CHARSET = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([A-Za-z][\w.:-]*)""", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
CDATA, CDATA_END = "<![CDATA[", "]]>"


def decode(source: bytes) -> tuple[str, bool]:
    """The letters, without byte order mark and XML declaration; False if some were unreadable.

    Declared encodings are believed where they fit; text of no declared encoding is UTF-8.
    """
    for encoding in _encodings(source):
        try:
            return _bare(source.decode(encoding)), True
        except (UnicodeError, LookupError):
            continue
    return _bare(source.decode("utf-8", "replace")), False


def expand_entities(text: str) -> str:
    """HTML's named characters (&nbsp; &mdash;) as numbers, which XML knows without a DTD.

    Those of XML itself, unknown names and CDATA sections stay as they are.
    """
    if "&" not in text:
        return text
    opening, *sections = text.split(CDATA)
    done = [ENTITY.sub(_numbered, opening)]
    for section in sections:
        inside, end, outside = section.partition(CDATA_END)
        done += (CDATA, inside, end, ENTITY.sub(_numbered, outside))
    return "".join(done)


def _encodings(source: bytes) -> list[str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return [encoding]
    for start, encoding in UNMARKED:
        if source.startswith(start):
            return [encoding]
    head = source[:HEAD_BYTES]
    said = [
        match[1].decode("ascii") for match in (DECLARED.search(head), CHARSET.search(head)) if match
    ]
    return [*(name for name in said if _is_for_text(name)), "utf-8"]


def _is_for_text(encoding: str) -> bool:
    """Python also knows codecs that unpack or rewrite; a book has no say in running those.

    A declaration that could be read byte by byte does not stand in wide letters, whatever it says.
    """
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        return False
    plain = not codec.name.startswith(("utf-16", "utf-32")) and codec.name not in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    }
    return plain and getattr(codec, "_is_text_encoding", True)


def _bare(text: str) -> str:
    return DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)


def _numbered(match: re.Match[str]) -> str:
    letters = "" if match[1] in OF_XML else html5.get(match[1] + ";", "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or match[0]
