"""A formula in a sentence: shown as its text, said in the words of the language around it."""

from dataclasses import replace

from tts.book import Formula, Inline, PageBreak, Text
from tts.maths.speaking import in_words
from tts.maths.tree import as_display, tree_of
from tts.script import Span
from tts.scripting.losses import Losses
from tts.text.clean import is_speakable
from tts.text.languages import KNOWN
from tts.xml_safe import parse_xml


def with_words(span: Span, book_language: str, losses: Losses) -> Span:
    """The span of a formula with what is said for it; any other span as it is.

    In a language that we have no words in, they are those of the book's own.
    """
    if not span.mathml:
        return span
    ours = span.language.partition("-")[0]
    language = ours if ours in KNOWN else book_language
    said = in_words(tree_of(parse_xml(span.mathml.encode())), language)
    for sign in said.unknown:
        losses.add(
            "Signs in formulas that we have no word for are called by their names",
            f"is «{sign}» in «{span.text[:80]}»",
        )
    return replace(span, spoken=said.words)


def set_apart(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's pieces; a formula that is all of the paragraph is one that is set apart."""
    formulas = [piece for piece in content if isinstance(piece, Formula)]
    others = (piece for piece in content if not isinstance(piece, Formula | PageBreak))
    if len(formulas) != 1 or not all(
        isinstance(piece, Text) and not is_speakable(piece.text) for piece in others
    ):
        return content
    return tuple(
        replace(piece, mathml=as_display(piece.mathml)) if isinstance(piece, Formula) else piece
        for piece in content
    )
