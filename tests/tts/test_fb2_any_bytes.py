"""Whatever the bytes of an FB2 are, reading gives a whole Book or a BadBook, and nothing else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.epubs import blocks_of, shown
from tests.tts.fb2s import SAMPLE, fb2
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


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, str]:
    """Elements in any order and any other, and the letters between them."""
    open_, source, letters = list[str](), list[str](), list[str]()
    for _ in range(draw(st.integers(1, 40))):
        step = draw(st.sampled_from(["open", "open", "word", "word", "close"]))
        if step == "open":
            open_.append(draw(st.sampled_from(TAGS)))
            source.append(f"<{open_[-1]}>")
        elif step == "close" and open_:
            source.append(f"</{open_.pop()}>")
        else:
            letters.append(draw(st.sampled_from("абвгд")))
            source.append(letters[-1])
    source += [f"</{tag}>" for tag in reversed(open_)]
    return "".join(source), "".join(letters)


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
@given(bodies())
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
