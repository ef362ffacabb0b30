"""Who hears the terminal instead of seeing it hears words, not a moving bar."""

import pytest

from api.cli.console import counting, duration_words


def test_in_a_pipe_each_quarter_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A long book is five lines, not a thousand."""
    with counting("abai.epub", plain=False) as count:
        for done in range(1001):
            count(done, 1000)
    assert capsys.readouterr().err.splitlines() == [
        f"abai.epub: {done} of 1000" for done in (0, 250, 500, 750, 1000)
    ]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """A machine that reads JSON gets nothing else."""
    with counting("abai.epub", plain=True, quiet=True) as count:
        count(1, 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (45, "45 s"), (200, "3 min 20 s"), (7_500, "2 h 5 min")]
)
def test_lengths_are_said_as_people_say_them(seconds: float, words: str) -> None:
    """Hours and minutes for a book, minutes and seconds for a chapter."""
    assert duration_words(seconds) == words
