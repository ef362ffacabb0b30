"""What the EPUB says of its own accessibility: only what the book really has, and no more.

Nobody has judged the book when it is made, so it claims no conformance.
Source: EPUB Accessibility 1.1 §2; schema.org accessibility vocabulary.
"""

from tts.forms.epub3.edition import Edition
from tts.script import Role, Section, section_phrases


def has_described_pictures(edition: Edition) -> bool:
    """Whether a picture is drawn in the text and has words that stand for it."""
    return any(
        phrase.role is Role.PICTURE and phrase.picture in edition.pictures
        for phrase in edition.script.phrases()
    )


def has_mathematics(section: Section) -> bool:
    """Whether a formula of the section is shown as mathematics: all but those in pictures are."""
    return any(
        span.mathml
        for phrase in section_phrases(section)
        if phrase.role is not Role.PICTURE
        for span in phrase.spans
    )


def accessibility(edition: Edition) -> list[tuple[str, str]]:
    """Pairs of property and value, without the summary."""
    pictures = has_described_pictures(edition)
    modes = ["textual", "auditory"] + ["visual"] * pictures
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "synchronizedAudioText",
        "displayTransformability",
        "ARIA",
    ]
    features += ["pageNavigation", "pageBreakMarkers"] * bool(edition.pages)
    mathematics = any(map(has_mathematics, edition.script.sections))
    features += ["alternativeText"] * (pictures or mathematics) + ["MathML"] * mathematics
    return [
        *(("schema:accessMode", mode) for mode in modes),
        *(("schema:accessModeSufficient", mode) for mode in ("textual", "auditory")),
        *(("schema:accessibilityFeature", feature) for feature in features),
        ("schema:accessibilityHazard", "none"),
    ]


def summary(edition: Edition) -> str:
    """The same for people, in a few sentences; see `Words.language` for the language."""
    words = edition.words
    sentences = [words.has_sound]
    if edition.pages:
        sentences.append(words.has_pages)
    if has_described_pictures(edition):
        sentences.append(words.has_pictures)
    return " ".join([*sentences, words.not_assessed])


def page_source(edition: Edition) -> str:
    """Which print edition the page numbers are from: its number, or else what we know of it."""
    book = edition.script.metadata
    described = (edition.title, *book.creators, book.publisher, book.published_on)
    return book.source.strip() or ", ".join(fact.strip() for fact in described if fact.strip())
