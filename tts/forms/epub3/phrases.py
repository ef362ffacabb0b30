"""Phrases become running text: one element each, which carries the phrase's id."""

from collections.abc import Mapping, Sequence

from lxml import etree

from tts.book import Emphasis
from tts.forms.epub3.language import tag
from tts.forms.epub3.markup import append_text, clean, html, mean, say_language
from tts.forms.epub3.pictures import DrawnPicture
from tts.script import Phrase, Role, Span
from tts.xml_safe import parse_xml


class PhraseWriter:
    """Writes the phrases of one section, whose document is in `language`.

    `notes` and `pictures` are those of the edition; see `tts.forms.epub3.edition`.
    """

    def __init__(
        self, language: str, notes: Mapping[str, str], pictures: Mapping[str, DrawnPicture]
    ) -> None:
        self._language = language
        self._notes = notes
        self._pictures = pictures

    def write(self, phrases: Sequence[Phrase], into: etree._Element) -> etree._Element:
        """Append the phrases to an element, a space between each two; a note mark gets none.

        A picture whose text is several phrases is drawn once, at the first of them.
        """
        drawn = ""
        for place, phrase in enumerate(phrases):
            if place and phrase.role is not Role.NOTE_REFERENCE:
                append_text(into, " ")
            into.append(self.one(phrase, draw=phrase.picture != drawn))
            drawn = phrase.picture
        return into

    def one(self, phrase: Phrase, *, draw: bool = True) -> etree._Element:
        """The element of one phrase; a picture is drawn only if `draw` says so."""
        match phrase.role:
            case Role.PAGE:
                return page_break(phrase, html("span"))
            case Role.NOTE_REFERENCE:
                return self._note_mark(phrase)
            case Role.PICTURE if draw and phrase.picture in self._pictures:
                return self._image(phrase)
            case _:
                return self._text(phrase, html("span", id=phrase.phrase_id))

    def picture(self, name: str) -> etree._Element | None:
        """A picture with no words of its own, which only decorates; None if it cannot be drawn."""
        drawn = self._pictures.get(name)
        return html("img", alt="", src=drawn.file) if drawn else None

    def _note_mark(self, phrase: Phrase) -> etree._Element:
        href = self._notes.get(phrase.note_id)
        if href is None:  # a mark whose note is lost is still read, but leads nowhere
            return self._text(phrase, html("span", id=phrase.phrase_id, class_="noteref"))
        mark = html("a", id=phrase.phrase_id, class_="noteref", href=href)
        mean(mark, "noteref", "doc-noteref")
        if not clean(phrase.text).strip():  # a link must have words for a screen reader to say
            append_text(mark, "*")
        return self._text(phrase, mark)

    def _image(self, phrase: Phrase) -> etree._Element:
        image = html(
            "img",
            id=phrase.phrase_id,
            alt=phrase.text,
            src=self._pictures[phrase.picture].file,
        )
        say_language(image, phrase.language, around=self._language)
        return image

    def _text(self, phrase: Phrase, element: etree._Element) -> etree._Element:
        say_language(element, phrase.language, around=self._language)
        return write_spans(
            phrase.spans,
            element,
            around=tag(phrase.language),
            with_maths=phrase.role is not Role.PICTURE,
        )


def _mathematics(span: Span) -> etree._Element:
    """The formula's own mark-up. Source: EPUB 3.3, 6.1.3.3 "Embedded MathML"."""
    formula = parse_xml(span.mathml.encode())
    formula.set("alttext", clean(span.text))
    return formula


def page_break(phrase: Phrase, element: etree._Element) -> etree._Element:
    """Make an empty element the place where a printed page begins; its name is the page's."""
    element.set("id", phrase.phrase_id)
    element.set("aria-label", page_label(phrase))
    return mean(element, "pagebreak", "doc-pagebreak")


def page_label(phrase: Phrase) -> str:
    """What a page calls itself; a question mark if it says nothing, as no name may be empty."""
    return clean(phrase.text).strip() or "?"


def write_spans(
    spans: Sequence[Span], into: etree._Element, *, around: str, with_maths: bool = True
) -> etree._Element:
    """Append the spans: plain text where nothing is marked, an element for emphasis and language.

    A formula is shown as mathematics, `with_maths`; its text stands for it. `around` is the
    well-formed tag of the language in which `into` stands.
    """
    for span in spans:
        if span.mathml and with_maths:
            into.append(_mathematics(span))
            continue
        foreign = tag(span.language) != around
        if span.emphasis is Emphasis.NONE and not foreign:
            append_text(into, span.text)
            continue
        element = html(span.emphasis.value or "span", span.text)
        say_language(element, span.language, around=around)
        into.append(element)
    return into
