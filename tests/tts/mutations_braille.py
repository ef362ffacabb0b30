"""Every way in which we know how to break the pages of a braille book, whatever its file.

A change works on volumes of pages of rows of cells. The book is English, has three volumes, notes,
a picture's text, and pages of the print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.tts.braille_pages import BLANK, Pages
from tests.tts.mutating import Mutation

Act = Callable[[Pages], object]
Place = tuple[list[str], int]
"""A page and the row in it."""

CELLS, LINES = 34, 20
_DIGITS = "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊"
_NUMBER = re.compile("⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]+$")
_OPENING, _CLOSING = "⠈⠨⠣", "⠈⠨⠜"


def number(value: int) -> str:
    return "⠼" + "".join(_DIGITS[int(digit)] for digit in str(value))


def value(row: str) -> int:
    found = _NUMBER.search(row)
    assert found
    return int("".join(str(_DIGITS.index(cell)) for cell in found[0][1:]))


# --- where things are ------------------------------------------------------------------------


def rows(pages: Pages, fits: Callable[[str], bool]) -> Iterator[Place]:
    for volume in pages:
        for page in volume:
            for place, row in enumerate(page):
                if place and fits(row):
                    yield page, place


def is_entry(row: str) -> bool:
    return "⠐⠐" in row and _NUMBER.search(row) is not None


def is_turn(row: str) -> bool:
    return row.startswith("⠤⠤⠤⠤⠤")


def is_words(row: str) -> bool:
    return row[:1] not in {"", BLANK, "⠤"} and row.count(BLANK) > 2 and not is_entry(row)


def entry(pages: Pages, nth: int) -> Place:
    return list(rows(pages, is_entry))[nth]


def turn(pages: Pages, nth: int) -> Place:
    return list(rows(pages, is_turn))[nth]


def words(pages: Pages, nth: int = 9) -> Place:
    return list(rows(pages, is_words))[nth]


def marked(sign: str, nth: int = 0) -> Callable[[Pages], Place]:
    return lambda pages: list(rows(pages, lambda row: sign in row))[nth]


def running(volume: int, page: int) -> Callable[[Pages], Place]:
    return lambda pages: (pages[volume][page], 0)


def title(pattern: str, volume: int = 1) -> Callable[[Pages], Place]:
    """The row of a title page that matches."""

    def find(pages: Pages) -> Place:
        page = pages[volume][0]
        return page, next(n for n, row in enumerate(page) if re.search(pattern, row))

    return find


VOLUME, RANGE, SIZE = "⠠⠧⠕⠇⠥⠍⠑⠀", "^⠀*⠼[^⠤]*⠤⠼", "⠼⠉⠙⠐⠦⠼⠃⠚$"


def first_text(volume: int, page: int) -> Callable[[Pages], Place]:
    return lambda pages: (pages[volume][page], 1)


def last_text(volume: int, page: int) -> Callable[[Pages], Place]:
    return lambda pages: (pages[volume][page], len(pages[volume][page]) - 1)


def centred(pages: Pages) -> Place:
    """A heading in the middle whose blanks are even in number."""
    return next(
        (page, place)
        for page, place in rows(pages, lambda row: row.startswith(BLANK * 8))
        if (len(page[place]) - len(page[place].lstrip(BLANK))) % 2 == 0
    )


def nth_entry(nth: int) -> Callable[[Pages], Place]:
    return lambda pages: entry(pages, nth)


def nth_turn(nth: int) -> Callable[[Pages], Place]:
    return lambda pages: turn(pages, nth)


# --- what is done to them --------------------------------------------------------------------


def says(find: Callable[[Pages], Place], change: Callable[[str], str]) -> Act:
    """Change one row."""

    def act(pages: Pages) -> None:
        page, place = find(pages)
        before = page[place]
        page[place] = change(before)
        assert page[place] != before

    return act


def gone(find: Callable[[Pages], Place]) -> Act:
    def act(pages: Pages) -> None:
        page, place = find(pages)
        del page[place]

    return act


def put(find: Callable[[Pages], Place], *new: str, behind: int = 0) -> Act:
    def act(pages: Pages) -> None:
        page, place = find(pages)
        page[place + behind : place + behind] = new

    return act


def swapped(one: Callable[[Pages], Place], other: Callable[[Pages], Place]) -> Act:
    def act(pages: Pages) -> None:
        (a, i), (b, j) = one(pages), other(pages)
        a[i], b[j] = b[j], a[i]

    return act


def to(old: str, new: str) -> Callable[[str], str]:
    return lambda row: row.replace(old, new, 1)


def more(by: int) -> Callable[[str], str]:
    """Another number at the end, the row as long as before."""

    def change(row: str) -> str:
        new = number(value(row) + by)
        return row[: len(row) - len(new)] + new

    return change


def named(target: int) -> Callable[[str], str]:
    return lambda row: row[: len(row) - len(number(target))] + number(target)


def unnumbered(row: str) -> str:
    return _NUMBER.sub("", row).rstrip(BLANK)


def relabelled(row: str, label: str) -> str:
    """Another page of the print at the left."""
    end = row.index(BLANK)
    return label + BLANK * (end - len(label)) + row[end:]


def fuller(row: str) -> str:
    return row + "⠁" * (CELLS + 1 - len(row))


def right(row: str) -> str:
    return BLANK + row


def wider(row: str) -> str:
    """A second blank between two words, the line no longer than it may be."""
    before, blank, after = row.rstrip(BLANK).rpartition(BLANK)
    return before + blank * 2 + after[:-1]


def _second_swapped(pages: Pages) -> None:
    pages[1][1], pages[1][2] = pages[1][2], pages[1][1]


def _volumes_swapped(pages: Pages) -> None:
    pages[0], pages[1] = pages[1], pages[0]


def _contents_gone(pages: Pages) -> None:
    pages[0] = [page for page in pages[0] if not any(map(is_entry, page))]


def _filled(pages: Pages, count: int) -> None:
    page = pages[1][1]
    page += ["⠁⠃"] * (count - len(page))


def _volume_name(number: int) -> Callable[[Pages], Place]:
    """The line that names a volume in the contents."""

    def find(pages: Pages) -> Place:
        for page in pages[0]:
            if any(map(is_entry, page)):
                for place, row in enumerate(page):
                    if row.strip(BLANK).startswith("⠠⠧⠕⠇⠥⠍⠑⠀") and value(row) == number:
                        return page, place
        raise LookupError(number)

    return find


def _name_later(pages: Pages) -> None:
    """A volume's name behind its first entry."""
    page, place = _volume_name(2)(pages)
    name = page[place - 1 : place + 2]
    del page[place - 1 : place + 2]
    first = next(n for n in range(place - 1, len(page)) if is_entry(page[n]))
    page[first + 1 : first + 1] = name


def changed(words_of: str) -> str:
    """The first letter of the words of a row becomes another."""
    place = len(words_of) - len(words_of.lstrip(BLANK + "⠠"))
    return words_of[:place] + ("⠵" if words_of[place] != "⠵" else "⠟") + words_of[place + 1 :]


def _heading(pages: Pages) -> Place:
    """The heading that the third entry names, in the text."""
    page, place = entry(pages, 2)
    target = value(page[place])
    flat = [one for volume in pages for one in volume]
    letters = entry_words(page[place])
    found = flat[target - 1]
    return found, next(
        n for n, row in enumerate(found) if n and letters[:6] in row.replace(BLANK, "")
    )


def entry_words(row: str) -> str:
    return row.partition("⠐⠐")[0].replace(BLANK, "")


def _short(row: str) -> str:
    return row[1:]


SHARED: tuple[tuple[str, str, Act], ...] = (
    ("page 2 says 3", "braille-page-number", says(running(0, 1), more(1))),
    ("the last page says one less", "braille-page-number", says(running(-1, -1), more(-1))),
    ("a volume counts from 1 again", "braille-page-number", says(running(1, 0), named(1))),
    ("the first page has no number", "braille-running-line", says(running(0, 0), unnumbered)),
    ("a page in the midst has no number", "braille-running-line", says(running(1, 2), unnumbered)),
    ("the number sign is lost", "braille-running-line",
     says(running(1, 1), lambda row: BLANK.join(row.rsplit("⠼", 1)))),
    ("a digit became another cell", "braille-running-line",
     says(running(1, 1), lambda row: row[:-1] + "⠿")),
    ("the number stands a cell too far left", "braille-running-line",
     says(running(1, 1), lambda row: row.replace(BLANK, "", 1))),
    ("a zero before the number", "braille-running-line", says(running(0, 1), to("⠼", "⠼⠚"))),
    ("the running line is gone", "braille-running-line", gone(running(1, 1))),
    ("two pages are swapped", "braille-page-number", _second_swapped),
    ("a page is gone", "braille-page-number", lambda pages: pages[1].pop(1)),
    ("the first page of text is gone", "braille-page-number", lambda p: p[0].pop(-2)),
    ("a page stands twice", "braille-page-number", lambda p: p[1].insert(1, list(p[1][1]))),
    ("a page of a number only", "braille-page-empty",
     lambda pages: pages[1][1].__delitem__(slice(1, None))),
    ("a page of blank lines", "braille-page-empty",
     lambda pages: pages[1][1].__setitem__(slice(1, None), ["", ""])),
    ("a page of nothing", "braille-page-empty", lambda pages: pages[2][1].clear()),
    ("a line of text too long", "braille-line-long", says(words, fuller)),
    ("a heading too long", "braille-line-long", says(centred, fuller)),
    ("a running line too long", "braille-line-long", says(running(1, 1), right)),
    ("an entry too long", "braille-line-long", says(nth_entry(1), right)),
    ("a turn of the page too long", "braille-line-long", says(nth_turn(0), lambda row: "⠤" + row)),
    ("a line far too long", "braille-line-long", says(words, lambda row: row * 3)),
    ("one line too many", "braille-page-long", lambda pages: _filled(pages, LINES + 1)),
    ("twice the lines", "braille-page-long", lambda pages: _filled(pages, 2 * LINES)),
    ("a blank ends a line", "braille-line-blanks",
     says(lambda p: words(p, 3), lambda row: row[: CELLS - 1] + BLANK)),
    ("blanks end a heading", "braille-line-blanks", says(centred, lambda row: row + BLANK * 2)),
    ("a blank ends an entry", "braille-line-blanks",
     says(nth_entry(0), lambda row: row[:-1] + BLANK)),
    ("blanks end a running line", "braille-line-blanks",
     says(running(0, 2), lambda row: row[:-2] + BLANK * 2)),
    ("two blanks between words", "braille-word-gap", says(words, wider)),
    ("three blanks between words", "braille-word-gap", says(words, lambda row: wider(wider(row)))),
    ("two blanks in a title page", "braille-word-gap", says(title("⠠⠃⠗⠁⠊⠇⠇⠑⠀⠏"), wider)),
    ("two blanks in a note", "braille-word-gap", says(marked("⠰⠔⠼⠁⠀"), wider)),
    ("a blank line at the top", "braille-blank-line", put(first_text(1, 1), "")),
    ("a blank line at the foot", "braille-blank-line", put(last_text(1, 1), "", behind=1)),
    ("two blank lines", "braille-blank-line",
     put(lambda p: next(rows(p, lambda row: not row)), "")),
    ("a blank line at the top of the book", "braille-blank-line", put(first_text(0, 0), "")),
    ("text one cell to the right", "braille-indent", says(lambda p: words(p, 2), right)),
    ("a heading one cell to the right", "braille-indent", says(centred, right)),
    ("a note one cell to the right", "braille-indent", says(marked("⠀⠀⠰⠔⠼⠁⠀"), right)),
    ("a paragraph one cell to the left", "braille-indent",
     says(lambda p: list(rows(p, lambda r: re.match("⠀⠀[^⠀]", r) is not None))[30], _short)),
    ("another title above a page", "braille-running-title", says(running(1, 1), to("⠋", "⠛"))),
    ("another title above the last page", "braille-running-title",
     says(running(2, -1), lambda row: row.replace("⠠⠝", "⠠⠍"))),
    ("a capital lost above a page", "braille-running-title",
     says(running(1, 2), lambda row: row.replace("⠠⠞", BLANK + "⠞"))),
    ("the last volume is gone", "braille-volume-number", lambda pages: pages.pop()),
    ("the first volume is gone", "braille-contents-missing", lambda p: p.pop(0)),
    ("a volume in the midst is gone", "braille-page-number", lambda p: p.pop(1)),
    ("two volumes are swapped", "braille-page-number", _volumes_swapped),
    ("a volume stands twice", "braille-page-number", lambda pages: pages.append(pages[2])),
    ("a volume has no page", "braille-volume-empty", lambda pages: pages[2].clear()),
    ("a volume has its title page only", "braille-volume-empty",
     lambda pages: pages[2].__delitem__(slice(1, None))),
    ("the title says another volume", "braille-volume-number",
     says(title(VOLUME), to("⠼⠃", "⠼⠉"))),
    ("the title says another number of volumes", "braille-volume-number",
     says(title(VOLUME), more(1))),
    ("the title does not say the volume", "braille-volume-number", gone(title(VOLUME))),
    ("the first title says another volume", "braille-volume-number",
     says(title(VOLUME, 0), to("⠼⠁", "⠼⠃"))),
    ("the title says a later first page", "braille-volume-pages",
     says(title(RANGE), lambda row: row.replace("⠤", "⠁⠤"))),
    ("the title says another last page", "braille-volume-pages", says(title(RANGE), more(1))),
    ("the title does not say the pages", "braille-volume-pages", gone(title(RANGE))),
    ("the last title says other pages", "braille-volume-pages", says(title(RANGE, -1), more(-1))),
    ("the title says other cells", "braille-size", says(title(SIZE), to("⠼⠉⠙", "⠼⠙⠚"))),
    ("the title says other lines", "braille-size", says(title(SIZE), to("⠼⠃⠚", "⠼⠃⠑"))),
    ("the title does not say the paper", "braille-size", gone(title(SIZE))),
    ("the title page of a volume is gone", "braille-volume-number", lambda p: p[1].pop(0)),
    ("the contents are gone", "braille-contents-missing", _contents_gone),
    ("an entry names the next page", "braille-contents-heading", says(nth_entry(1), more(1))),
    ("an entry names the page before", "braille-contents-heading", says(nth_entry(-1), more(-1))),
    ("an entry names a page beyond the end", "braille-contents-page",
     says(nth_entry(-1), named(99))),
    ("an entry names page 0", "braille-contents-page", says(nth_entry(3), named(0))),
    ("an entry names the title page", "braille-contents-heading", says(nth_entry(3), named(1))),
    ("two entries are swapped", "braille-contents-order", swapped(nth_entry(0), nth_entry(-1))),
    ("another letter in an entry", "braille-contents-heading", says(nth_entry(1), changed)),
    ("another letter in the last entry", "braille-contents-heading", says(nth_entry(-1), changed)),
    ("a volume's name behind its first entry", "braille-contents-volume", _name_later),
    ("a volume's name is another", "braille-contents-row", says(_volume_name(2), named(9))),
    ("a volume is named twice", "braille-contents-row",
     says(_volume_name(2), named(1))),
    ("a volume's name is gone", "braille-contents-volume", gone(_volume_name(2))),
    ("a gap in the guide dots", "braille-guide-dots",
     says(nth_entry(0), lambda row: row.replace("⠐⠐⠐", "⠐⠀⠐", 1))),
    ("guide dots touch the words", "braille-guide-dots",
     says(nth_entry(0), lambda row: row.replace("⠀⠐⠐", "⠐⠐⠐", 1))),
    ("guide dots touch the number", "braille-contents-row", says(nth_entry(-1), to("⠀⠼", "⠐⠼"))),
    ("the last entry has no number", "braille-contents-row", says(nth_entry(-1), unnumbered)),
    ("an entry has no number", "braille-contents-heading", says(nth_entry(1), unnumbered)),
    ("strange words among the entries", "braille-contents-heading", put(nth_entry(1), "⠁⠃⠉")),
    ("another letter in a heading", "braille-contents-heading", says(_heading, changed)),
    ("a heading is gone", "braille-contents-heading", gone(_heading)),
    ("the page of the print is lost", "braille-print-lost",
     says(running(-1, -1), lambda row: relabelled(row, ""))),
    ("an earlier page of the print", "braille-print-order",
     says(running(-1, -1), lambda row: relabelled(row, "⠼⠁"))),
    ("a turn to an earlier page", "braille-print-order", says(nth_turn(-1), named(1))),
    ("a turn without number", "braille-turn", says(nth_turn(2), lambda row: "⠤" * len(row))),
    ("a turn too short", "braille-turn", says(nth_turn(2), _short)),
    ("a turn begins a page", "braille-turn-place",
     lambda p: p[2][2].insert(1, "⠤" * (CELLS - 2) + "⠼⠊")),
    ("a turn ends a page", "braille-turn-place",
     lambda p: p[2][2].append("⠤" * (CELLS - 2) + "⠼⠊")),
    ("turns are swapped", "braille-print-order", swapped(nth_turn(2), nth_turn(-1))),
    ("an opening sign is lost", "braille-aside", says(marked(_OPENING), to(_OPENING, "⠐⠣"))),
    ("a closing sign is lost", "braille-aside", says(marked(_CLOSING), to(_CLOSING, ""))),
    ("a closing sign stands twice", "braille-aside",
     says(marked(_CLOSING), to(_CLOSING, _CLOSING * 2))),
)  # fmt: skip


def on(read: Callable[..., Pages], write: Callable[..., None]) -> tuple[Mutation, ...]:
    """The table for a kind of file, which knows how to be read and written."""

    def change(act: Act) -> Callable[..., None]:
        def changed_file(book: object) -> None:
            pages = read(book)
            act(pages)
            write(pages, book)

        return changed_file

    return tuple(Mutation(what, code, change(act)) for what, code, act in SHARED)
