"""What each page calls itself: the file's own labels, else the printed number, else its count."""

from __future__ import annotations

from collections.abc import Sequence

from tts.sources.layout.furniture import PageLines


def page_labels(pages: Sequence[PageLines], said: Sequence[str]) -> list[str]:
    """A label for each page; "" for one that has none among pages that are numbered in print.

    No label comes twice. Labels of a file that only count its pages say nothing that print does
    not say better; those that begin anew in every chapter cannot be looked up.
    """
    is_counted = all(
        label in {"", str(page.number + 1)} for page, label in zip(pages, said, strict=True)
    )
    is_clear = len(set(said)) == len(said)
    if any(said) and is_clear and not is_counted:
        return list(said)
    printed = [page.printed for page in pages]
    if not any(printed):
        return [str(page.number + 1) for page in pages]
    first: dict[str, int] = {}
    labels = _along(pages, printed)
    return [label if first.setdefault(label, at) == at else "" for at, label in enumerate(labels)]


def _along(pages: Sequence[PageLines], printed: Sequence[str]) -> list[str]:
    """Pages before and after the numbered ones count along, as far as numbers go."""
    labels, taken = list(printed), {label for label in printed if label}
    near = next((at for at, label in enumerate(printed) if label.isdigit()), None)
    if near is None:
        return labels
    for at, label in enumerate(printed):
        if label:
            near = at if label.isdigit() else near
            continue
        number = str(max(0, int(printed[near]) + pages[at].number - pages[near].number))
        if number != "0" and number not in taken:
            labels[at] = number
            taken.add(number)
    return labels
