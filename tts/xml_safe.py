"""Reading XML that strangers made: no entity is expanded, nothing is fetched, depth has a bound."""

from lxml import etree

from tts.errors import TtsError


class BadXml(TtsError):
    """The bytes are not well-formed XML; `line` is where the parser gave up."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}: {message}")


def parse_xml(data: bytes) -> etree._Element:
    """The root element. External entities stay unread, internal ones unexpanded. Raises BadXml."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadXml(error.msg or "not well-formed", error.lineno or 0) from error
