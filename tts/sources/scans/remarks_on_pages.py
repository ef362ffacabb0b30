"""What is said of recognised pages: how sure it was, which failed, where a person should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tts.book import Block, Inline
from tts.errors import BadBook
from tts.sources.text_there import has_text, require_text

MOST_PAGES_NAMED = 40
BLANK = "no text was recognised; it is blank, or only a picture."


def require_read(blocks: Sequence[Block[Inline]], book: str, *, is_scanned: bool) -> None:
    """Raises BadBook if there is nothing to read aloud, in print or recognised."""
    if is_scanned and not has_text(blocks):
        raise BadBook(
            "No text could be recognised on its pages.",
            where=book,
            remedy="Scan them again: 300 dots an inch, in grey, in focus. Handwriting is not read.",
        )
    require_text([blocks], book)


def pages_named(labels: Sequence[str]) -> str:
    """ "Page 3", "Pages 3 and 17", "Pages 3, 4, 17 and 20 more".

    >>> pages_named(["3"]), pages_named(["3", "17"])
    ('Page 3', 'Pages 3, 17')
    """
    if len(labels) == 1:
        return f"Page {labels[0]}"
    named = ", ".join(labels[:MOST_PAGES_NAMED])
    more = len(labels) - MOST_PAGES_NAMED
    return f"Pages {named}" + (f" and {more} more" if more > 0 else "")


def doubtful_pages(recognised: Mapping[str, float], doubtful: float) -> tuple[str, ...]:
    """A sentence that names the pages of low confidence, if there are any."""
    labels = [label for label, confidence in recognised.items() if confidence < doubtful]
    if not labels:
        return ()
    verb = "was" if len(labels) == 1 else "were"
    compare = "it" if len(labels) == 1 else "them"
    return (
        f"{pages_named(labels)} {verb} recognised with less than {doubtful:.0%} confidence; a "
        f"person should compare {compare} with the scan.".replace("%", " %"),
    )


def recognised_pages(
    labels: Sequence[str], confidences: Sequence[float | None]
) -> dict[str, float]:
    """Confidence by page label, rounded; labels that occur twice, or are none, tell the count."""
    found: dict[str, float] = {}
    for number, (label, confidence) in enumerate(zip(labels, confidences, strict=True), 1):
        if confidence is not None:
            name = label if label and label not in found else f"{label or 'sheet'} ({number})"
            found[name] = round(confidence, 3)
    return found
