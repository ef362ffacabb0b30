"""Whatever the bytes of an FB2 are, reading gives a whole Book or a BadBook, and nothing else."""

from hypothesis import HealthCheck, given, settings

from tests.tts.epubs import blocks_of, shown
from tests.tts.fb2s import SAMPLE, fb2
from tests.tts.nested_tags import nested_tags
from tests.tts.test_epub_any_bytes import check_whole, mangled, packed, reading
from tts.book import Heading
from tts.sources.markup import listed

WHOLE = SAMPLE.read_bytes()
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = sorted(
    listed(
        "section title p subtitle epigraph cite poem stanza v text-author date annotation table tr "
        "td th emphasis strong sup sub style code strikethrough a odd div image empty-line"
    )
)


def test_the_whole_book_is_read() -> None:
    """Else the tests below would prove nothing."""
    book = reading(WHOLE)
    assert book
    check_whole(book)
    assert len(book.notes) == 4


@SETTINGS
@given(mangled(WHOLE))
def test_broken_files_give_a_whole_book_or_a_refusal(source: bytes) -> None:
    book = reading(source)
    if book:
        check_whole(book)


@SETTINGS
@given(mangled(packed({"a.fb2": WHOLE})))
def test_a_broken_archive_gives_a_whole_book_or_a_refusal(source: bytes) -> None:
    book = reading(source)
    if book:
        check_whole(book)


@SETTINGS
@given(nested_tags(TAGS))
def test_no_order_of_elements_loses_a_letter_or_says_it_twice(made: tuple[str, str]) -> None:
    """However far it is from what the schema allows."""
    source, letters = made
    book = reading(fb2(f"<p>начало</p>{source}").encode())
    assert book
    check_whole(book)
    read = "".join(shown(block) for block in blocks_of(book)).removeprefix("начало")
    assert sorted(filter(str.isalpha, read)) == sorted(letters)
    for part in book.parts:
        assert not any(isinstance(block, Heading) and block.level > 6 for block in part.blocks)
