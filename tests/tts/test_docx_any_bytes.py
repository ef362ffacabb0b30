"""Whatever the bytes of a Word document are: a whole Book or a BadBook, and nothing else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.docx_samples import sample_files
from tests.tts.docxs import files
from tests.tts.epubs import blocks_of, shown
from tests.tts.test_epub_any_bytes import check_whole, mangled, packed, reading

WHOLE = {
    name: content if isinstance(content, bytes) else content.encode()
    for name, content in sample_files("russian").items()
}
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RUNS = "<w:r><w:t>{}</w:t></w:r>"


@st.composite
def broken_files(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a sample, one or two of them mangled, missing or empty."""
    changed = dict(WHOLE)
    for name in draw(st.lists(st.sampled_from(sorted(WHOLE)), min_size=1, max_size=2, unique=True)):
        fate = draw(st.sampled_from(["mangled"] * 6 + ["missing", "empty"]))
        if fate == "missing":
            del changed[name]
        else:
            changed[name] = draw(mangled(changed[name])) if fate == "mangled" else b""
    return changed


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs, cells, boxes and wrappers in each other as the standard allows, and letters."""
    letters = list[str]()

    def run() -> str:
        letters.append(draw(st.sampled_from("абвгд")))
        return RUNS.format(letters[-1])

    def paragraph(depth: int) -> str:
        inside = run()
        if depth and draw(st.booleans()):
            wrapper = draw(st.sampled_from(["w:ins", "w:hyperlink", "w:smartTag", "w:dir"]))
            inside += f"<{wrapper}>{run()}</{wrapper}>"
        if depth and draw(st.booleans()):
            box = f"<w:txbxContent>{blocks(depth - 1)}</w:txbxContent>"
            inside += f"<w:r><w:pict>{box}</w:pict></w:r>"
        return f"<w:p>{inside}</w:p>"

    def table(depth: int) -> str:
        rows = ""
        for _ in range(draw(st.integers(1, 2))):
            cells = "".join(
                f"<w:tc>{blocks(depth - 1)}</w:tc>" for _ in range(draw(st.integers(1, 3)))
            )
            rows += f"<w:tr>{cells}</w:tr>"
        return f"<w:tbl>{rows}</w:tbl>"

    def blocks(depth: int) -> str:
        found = ""
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(["p", "p", "tbl", "sdt"])) if depth else "p"
            if kind == "sdt":
                found += f"<w:sdt><w:sdtContent>{blocks(depth - 1)}</w:sdtContent></w:sdt>"
            else:
                found += paragraph(depth) if kind == "p" else table(depth)
        return found

    return blocks(3), "".join(letters)


def test_the_whole_book_is_read() -> None:
    """Else the tests below would prove nothing."""
    book = reading(packed(WHOLE))
    assert book
    check_whole(book)
    assert len(book.notes) == 3


@SETTINGS
@given(broken_files())
def test_broken_files_give_a_whole_book_or_a_refusal(changed: dict[str, bytes]) -> None:
    book = reading(packed(changed))
    if book:
        check_whole(book)


@SETTINGS
@given(mangled(packed(WHOLE)))
def test_a_broken_archive_gives_a_whole_book_or_a_refusal(source: bytes) -> None:
    book = reading(source)
    if book:
        check_whole(book)


@SETTINGS
@given(bodies())
def test_no_order_of_blocks_loses_a_letter_or_says_it_twice(made: tuple[str, str]) -> None:
    """However tables, boxes and wrappers stand in each other."""
    body, letters = made
    book = reading(packed({name: str(text).encode() for name, text in files(body).items()}))
    assert book
    check_whole(book)
    read = "".join(shown(block) for block in blocks_of(book))
    assert sorted(filter(str.isalpha, read)) == sorted(letters)
