"""Is the book locked? Copy protection is refused before anything else is read."""

from lxml import etree

from tts.errors import BadBook
from tts.sources.archive import Archive
from tts.xml_safe import BadXml, parse_xml

LOCK_FILES = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
ENCRYPTION = "META-INF/encryption.xml"
# Fonts are scrambled so that they cannot be taken out; the text stays open.
# Sources: EPUB 3.3, 4.3 "Font obfuscation"; Adobe, "Content protection for fonts".
FONT_METHODS = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)  # fmt: skip
ENC = "{http://www.w3.org/2001/04/xmlenc#}"
ASK_OPEN_COPY = "Ask the publisher, or the library that lent it, for a copy without protection."


def refuse_if_locked(archive: Archive) -> None:
    """Raises BadBook if the archive carries copy protection of any maker."""
    for name in LOCK_FILES:
        if archive.find(name):
            raise _locked(archive, name)
    name = archive.find(ENCRYPTION) or ""
    if name and not _only_fonts(_encryption(archive, name)):
        raise _locked(archive, name)


def _encryption(archive: Archive, name: str) -> etree._Element:
    try:
        return parse_xml(archive.read(name))
    except BadXml as error:
        raise BadBook(
            f"The list of encrypted files cannot be read ({error}).",
            where=f"{archive.book}, {name}",
            remedy=ASK_OPEN_COPY,
        ) from error


def _only_fonts(root: etree._Element) -> bool:
    return all(
        any(
            method.get("Algorithm") in FONT_METHODS
            for method in locked.iter(f"{ENC}EncryptionMethod")
        )
        for locked in root.iter(f"{ENC}EncryptedData")
    )


def _locked(archive: Archive, name: str) -> BadBook:
    return BadBook(
        "The book is locked by copy protection (DRM).",
        where=f"{archive.book}, {name}",
        remedy=ASK_OPEN_COPY,
    )
