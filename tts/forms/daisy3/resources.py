"""The resource file of a DAISY 3 book: what a player says of the things a reader may skip or leave.

It is the same for every book, but that the book's own language comes first.
Source: ANSI/NISO Z39.86-2005, section 9; Resource 2005-1.
"""

from lxml import etree
from lxml.builder import ElementMaker

from tts.forms.daisy.text import XML_LANG
from tts.forms.daisy.words import WORDS, own_words
from tts.forms.daisy3 import ncx, smil
from tts.forms.daisy3.spots import LIST, NOTE, TABLE

DOCTYPE = (
    '<!DOCTYPE resources PUBLIC "-//NISO//DTD resource 2005-1//EN" '
    '"http://www.daisy.org/z3986/2005/resource-2005-1.dtd">'
)
NAMESPACE = "http://www.daisy.org/z3986/2005/resource/"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def resource_document(language: str) -> etree._Element:
    """The whole document for a book whose main language is `language`."""
    own = own_words(language)
    spoken = sorted(WORDS, key=lambda code: code != own)
    skipped = (
        _node_set(f"skip_{test}", f"//smilCustomTest[@bookStruct='{struct}']", test, spoken)
        for test, struct in ncx.BOOK_STRUCT.items()
    )
    left = (
        _node_set(f"leave_{kind}", f"//seq[@class='{kind}']", kind, spoken)
        for kind in (NOTE, TABLE, LIST)
    )
    return _E.resources(
        _E.scope(*skipped, nsuri=ncx.NAMESPACE),
        _E.scope(*left, nsuri=smil.NAMESPACE),
        version="2005-1",
    )


def _node_set(set_id: str, select: str, word: str, spoken: list[str]) -> etree._Element:
    node_set = _E.nodeSet(id=set_id, select=select)
    for code in spoken:
        resource = _E.resource(_E.text(WORDS[code][word]))
        resource.set(XML_LANG, code)
        node_set.append(resource)
    return node_set
