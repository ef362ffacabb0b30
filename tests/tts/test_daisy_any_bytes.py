"""Whatever the bytes of a DAISY book are: a whole Book or a BadBook, and nothing else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.daisies import BOOKS, dtbook
from tests.tts.epubs import all_text, blocks_of, shown
from tests.tts.nested_tags import nested_tags
from tests.tts.test_epub_any_bytes import check_whole, mangled, packed, reading
from tts.sources.markup import listed

BOAT = {path.name: path.read_bytes() for path in sorted((BOOKS / "qaiyq").iterdir())}
LIGHTHOUSE = (BOOKS / "mayak.xml").read_bytes()
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = sorted(
    listed(
        "level level1 level2 hd h1 h2 p sent w em strong sub sup list li lic table tr td th poem "
        "linegroup line sidebar prodnote note annotation epigraph blockquote author title byline "
        "bridgehead address dl dt dd imggroup caption div span q cite code odd"
    )
)


@st.composite
def broken_boats(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of the 2.02 sample, one or two of them mangled or missing."""
    changed = dict(BOAT)
    for name in draw(st.lists(st.sampled_from(sorted(BOAT)), min_size=1, max_size=2, unique=True)):
        if draw(st.integers(0, 6)):
            changed[name] = draw(mangled(changed[name]))
        else:
            del changed[name]
    return changed


def test_the_whole_books_are_read() -> None:
    """Else the tests below would prove nothing."""
    for source in (packed(BOAT), LIGHTHOUSE):
        book = reading(source)
        assert book
        check_whole(book)
        assert book.notes


@SETTINGS
@given(broken_boats())
def test_broken_files_give_a_whole_book_or_a_refusal(changed: dict[str, bytes]) -> None:
    book = reading(packed(changed))
    if book:
        check_whole(book)


@SETTINGS
@given(mangled(LIGHTHOUSE))
def test_a_broken_dtbook_gives_a_whole_book_or_a_refusal(source: bytes) -> None:
    book = reading(source)
    if book:
        check_whole(book)


@SETTINGS
@given(nested_tags(TAGS))
def test_no_order_of_elements_loses_a_letter_or_says_it_twice(made: tuple[str, str]) -> None:
    """However far it is from what the standard allows."""
    source, letters = made
    book = reading(dtbook(f"<p>начало</p>{source}").encode())
    assert book
    check_whole(book)
    read = "".join(shown(block) for block in blocks_of(book)).removeprefix("начало")
    assert sorted(filter(str.isalpha, read)) == sorted(letters)


def test_a_heading_with_a_control_character_is_read_without_it() -> None:
    """A disk that spoilt one byte does not cost the reader the book."""
    head = "<hd>На складе</hd>".encode()
    assert head in LIGHTHOUSE
    book = reading(LIGHTHOUSE.replace(head, "<hd>На\x01 скла\x0cде</hd>".encode()))
    assert book
    check_whole(book)
    assert "На скла де" in all_text(book)
