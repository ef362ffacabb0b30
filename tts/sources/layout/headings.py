"""Which paragraphs are headings, and how high: bookmarks, tags, and without them their type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tts.sources.layout.drafts import Draft, Habits
from tts.sources.layout.sheet import BOLD
from tts.sources.plain.headings import CHAPTER, keyword_rank
from tts.sources.plain.lines import ENDS
from tts.sources.toc import key_of

LONGEST_HEADING = 200
LONGEST_BOLD = 120
MOST_LINES = 5
LARGER, LARGER_RECOGNISED = 1.15, 1.28
SIZE_STEP = 0.1
DEEPEST = 6
SHORTEST_PART = 5


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: where it leads. Pages count from 0, depths from 1."""

    title: str
    depth: int
    page: int


def heading_levels(
    drafts: Sequence[Draft],
    bookmarks: Sequence[Bookmark],
    habits: Habits,
    recognised: frozenset[int],
) -> tuple[dict[int, int], list[Bookmark]]:
    """Levels by the place of the draft, and the bookmarks that no line of their page says."""
    said, lost = _by_bookmarks(drafts, bookmarks)
    for at, draft in enumerate(drafts):
        tagged = {word.heading for line in draft.lines for word in line.words}
        if at not in said and len(tagged) == 1 and tagged != {0} and _is_title(draft):
            said[at] = tagged.pop()
    sizes = dict(_sizes_of_headings(drafts, said, habits, recognised))
    if said:
        levels = _levels_beside(sizes, said, drafts)
    else:
        levels = _levels_by_type({at: (size, _text(drafts[at])) for at, size in sizes.items()})
    return {**levels, **{at: min(level, DEEPEST) for at, level in said.items()}}, lost


def _by_bookmarks(
    drafts: Sequence[Draft], bookmarks: Sequence[Bookmark]
) -> tuple[dict[int, int], list[Bookmark]]:
    on_page: dict[int, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.lines and len(draft.lines) <= MOST_LINES:
            on_page[draft.page].append(at)
    keys = {at: key_of(_text(drafts[at])) for places in on_page.values() for at in places}
    said, lost = dict[int, int](), list[Bookmark]()
    for bookmark in bookmarks:
        wanted = key_of(bookmark.title)
        free = [at for at in on_page.get(bookmark.page, ()) if at not in said]
        same = [at for at in free if keys[at] == wanted]
        alike = [at for at in free if _alike(keys[at], wanted, _text(drafts[at]))]
        if same or alike:
            said[(same or alike)[0]] = bookmark.depth
        elif wanted:
            lost.append(bookmark)
    return said, lost


def _alike(key: str, wanted: str, text: str) -> bool:
    """One says the other, more or less: "1. Ключ" and "Ключ"."""
    shorter, longer = sorted((key, wanted), key=len)
    return (
        len(text) <= LONGEST_HEADING
        and len(shorter) >= SHORTEST_PART
        and shorter in longer
        and len(longer) <= 3 * len(shorter)
    )


def _sizes_of_headings(
    drafts: Sequence[Draft],
    said: Mapping[int, int],
    habits: Habits,
    recognised: frozenset[int],
) -> Iterator[tuple[int, float]]:
    """Headings by their type or words, with their size in parts of the text's."""
    for at, draft in enumerate(drafts):
        if at in said or not _is_title(draft):
            continue
        text, size = _text(draft), _size(draft) / habits.body_size
        least = LARGER_RECOGNISED if draft.page in recognised else LARGER
        if size >= least:
            yield at, size
        elif not said and (keyword_rank(text) or _is_bold_title(draft, text)):
            yield at, max(1.0, min(size, least))


def _is_title(draft: Draft) -> bool:
    text = _text(draft)
    is_short = 0 < len(text) <= LONGEST_HEADING and len(draft.lines) <= MOST_LINES
    return is_short and any(map(str.isalnum, text)) and not draft.mark


def _is_bold_title(draft: Draft, text: str) -> bool:
    is_bold = all(word.flags & BOLD for line in draft.lines for word in line.words)
    is_sentence = bool(ENDS.search(text)) or text.endswith((",", ";"))
    return is_bold and len(text) <= LONGEST_BOLD and not is_sentence


def _levels_by_type(found: Mapping[int, tuple[float, str]]) -> dict[int, int]:
    """The larger, the higher; of one size "Часть" stands above "Глава"."""
    steps = list[float]()
    for size in sorted((size for size, _ in found.values()), reverse=True):
        if not steps or size < steps[-1] * (1 - SIZE_STEP):
            steps.append(size)
    kinds = {
        at: (next(n for n, step in enumerate(steps) if size >= step * (1 - SIZE_STEP)), _rank(text))
        for at, (size, text) in found.items()
    }
    levels = {kind: level for level, kind in enumerate(sorted(set(kinds.values())), 1)}
    return {at: min(DEEPEST, levels[kind]) for at, kind in kinds.items()}


def _rank(text: str) -> int:
    return keyword_rank(text) or CHAPTER


def _levels_beside(
    sizes: Mapping[int, float], said: Mapping[int, int], drafts: Sequence[Draft]
) -> dict[int, int]:
    """One deeper than the deepest heading of larger type that bookmarks or tags speak of."""
    deepest: dict[float, int] = {}
    for at, level in said.items():
        size = round(_size(drafts[at]), 1)
        deepest[size] = max(level, deepest.get(size, 0))
    return {
        at: min(
            DEEPEST,
            1 + max((lv for s, lv in deepest.items() if s > 1.02 * _size(drafts[at])), default=0),
        )
        for at in sizes
    }


def _size(draft: Draft) -> float:
    return max((line.size for line in draft.lines), default=0.0)


def _text(draft: Draft) -> str:
    return " ".join(line.text for line in draft.lines[: MOST_LINES + 1])
