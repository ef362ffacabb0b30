"""Books of any shape, for property tests. Only words that stand for pictures have the letter Щ."""

from hypothesis import strategies as st

from tts.book import (
    Block,
    Book,
    Cell,
    Emphasis,
    Figure,
    Heading,
    Inline,
    InlineImage,
    Line,
    Listing,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Page,
    PageBreak,
    Paragraph,
    Part,
    PartRole,
    Picture,
    Quotation,
    Row,
    Table,
    Text,
    Verse,
)

NOTE_IDS = ("n1", "n2", "n3", "n4")
PICTURES = {"a.png": Picture("image/png", b"a"), "b.png": Picture("image/png", b"b")}
_PIECES = ["Раз", "два", "Үш", "four", "5", "г.", "А.", " ", ". ", "! ", "«", "»", " — ", "… ", ")"]

_words = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)
_labels = st.sampled_from(["1", "2", "iv", "X", " ", "А-1"])
_tags = st.sampled_from(["", "", "kk", "rus", "de"])
_texts = st.builds(Text, _words, _tags, st.sampled_from(Emphasis))
_marks = st.builds(NoteReference, st.sampled_from(NOTE_IDS), st.sampled_from(["1", "*", ""]))
_breaks = st.builds(PageBreak, _labels)
_picture_words = st.sampled_from(["", "Щ", "Щщ. Щ! Щ", " "])
_images = st.builds(InlineImage, st.sampled_from(list(PICTURES)), _picture_words)


def _contents(*kinds: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(st.one_of(*kinds), max_size=6).map(tuple)


_running = _contents(_texts, _texts, _marks, _breaks, _images)
_headed = _contents(_texts, _texts, _marks, _breaks)
_figured = st.builds(lambda words: (Text(words),), _picture_words)
_paragraphs = st.builds(Paragraph, _running)
_pages = st.builds(lambda page: Page((page,)), _breaks)
_headings = st.builds(Heading, st.integers(0, 8), _headed)


def _nested(blocks: st.SearchStrategy[Block[Inline]]) -> st.SearchStrategy[Block[Inline]]:
    several = st.lists(blocks, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quotation, several),
        st.builds(lambda a, b: Listing((ListItem(a), ListItem(b)), ordered=True), several, several),
        st.builds(lambda a, b, c: Table((Row((Cell(a), Cell(b))),), c), *[_running] * 3),
        st.builds(lambda a, b: Verse(((Line(a), Line(b)),)), _running, _running),
        st.builds(lambda a, b: Figure("a.png", a, b), _figured, _running),
    )


_blocks = st.recursive(st.one_of(_paragraphs, _pages), _nested, max_leaves=4)
_flows = st.lists(st.one_of(_blocks, _blocks, _headings), max_size=6).map(tuple)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Three parts and four notes with words, which may refer to each other."""
    languages = st.sampled_from(["", "kk", "de"])
    parts = tuple(Part(role, draw(_flows)) for role in PartRole)
    notes = tuple(
        Note(note_id, (Paragraph((Text("Сөз. "), *draw(_running))),)) for note_id in NOTE_IDS
    )
    return Book(
        metadata=Metadata(identifier="t", title="Zzyzx", language=draw(languages)),
        parts=parts,
        notes=notes,
        pictures=PICTURES,
    )
