"""The text of a DAISY 3 book, book.xml: levels within levels, in front, body and back matter.

Source: ANSI/NISO Z39.86-2005, DTBook 2005-3, and the rules of ZedVal.
"""

from lxml import etree

from tts.book import PartRole
from tts.forms.daisy.catalogue import book_title, identifier, languages, names, publisher
from tts.forms.daisy.direction import direction
from tts.forms.daisy.text import DTBOOK, XML_LANG, folded
from tts.forms.daisy3.blocks import BlockWriter
from tts.forms.making import Making
from tts.script import Script

DOCTYPE = (
    '<!DOCTYPE dtbook PUBLIC "-//NISO//DTD dtbook 2005-3//EN" '
    '"http://www.daisy.org/z3986/2005/dtbook-2005-3.dtd">'
)
_MATTERS = (PartRole.FRONT, PartRole.BODY, PartRole.BACK)
_TAGS = ("frontmatter", "bodymatter", "rearmatter")


def dtbook_document(script: Script, making: Making, blocks: BlockWriter) -> etree._Element:
    """The whole document."""
    root = DTBOOK.element("dtbook", version="2005-3")
    root.set(XML_LANG, script.metadata.language)
    if direction(script.metadata.language) == "rtl":
        root.set("dir", "rtl")
    _add_head(DTBOOK.add(root, "head"), script, making)
    book = DTBOOK.add(root, "book")
    front = DTBOOK.add(book, "frontmatter")
    DTBOOK.add(front, "doctitle").text = book_title(script)
    for creator in names(script.metadata.creators):
        DTBOOK.add(front, "docauthor").text = creator
    _add_levels(book, front, script, blocks)
    return root


def _add_head(head: etree._Element, script: Script, making: Making) -> None:
    creators = (("dc:Creator", creator) for creator in names(script.metadata.creators))
    spoken = (("dc:Language", language) for language in languages(script))
    metas = (
        ("dtb:uid", identifier(script)),
        ("dc:Title", book_title(script)),
        *creators,
        ("dc:Identifier", identifier(script)),
        *spoken,
        ("dc:Publisher", publisher(script, making)),
        ("dc:Date", making.made_on.isoformat()),
        ("dtb:generator", folded(making.generator)),
    )
    for name, content in metas:
        DTBOOK.add(head, "meta", name=name, content=content)


def _add_levels(
    book: etree._Element, front: etree._Element, script: Script, blocks: BlockWriter
) -> None:
    """Each section in the level above it. A section of level 1 opens its own matter, never an
    earlier one than is open; the sections under it stay with it, whatever part they came from."""
    open_matter, matter = 0, front
    above: list[etree._Element] = []
    headings: list[etree._Element] = []
    for section in script.sections:
        del above[section.level - 1 :]
        wanted = max(open_matter, _MATTERS.index(section.part))
        if not above and wanted != open_matter:
            open_matter, matter = wanted, DTBOOK.add(book, _TAGS[wanted])
        level = DTBOOK.add(above[-1] if above else matter, f"level{len(above) + 1}")
        level.tail = "\n"
        headings.append(blocks.put_section(level, section))
        above.append(level)
    for heading in headings:
        if heading.getnext() is None:  # a level may not end with its heading
            heading.addnext(DTBOOK.element("p"))
