"""Labels of bags: the code as digits and bars, run, turn, day. No name and no title is on them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from api.printing.bars import bars
from api.printing.typesetting import TooMuchToPrint, legible, pdf_of
from api.words.catalogues import mark, words_in
from api.words.saying import day_words
from delivery.choosing import Label

LAYOUT = "labels.typ"
MOST_LABELS = 600
TITLE = mark("Labels of the bags")
RUN, TURN = mark("run %(number)d"), mark("Stop %(turn)d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of label sheet, in millimetres: how large the page and a label are, where the first
    label begins, how many there are across and down, and the gap between two columns."""

    page_width: float
    page_height: float
    width: float
    height: float
    left: float
    top: float
    across: int
    down: int
    gap: float

    @property
    def on_page(self) -> int:
        """How many labels a page has."""
        return self.across * self.down


A4_WIDTH, A4_HEIGHT = 210, 297
PAPERS: Mapping[str, Paper] = {
    "24": Paper(page_width=A4_WIDTH, page_height=A4_HEIGHT, width=70, height=37, left=0, top=0.5,
                across=3, down=8, gap=0),
    "14": Paper(page_width=A4_WIDTH, page_height=A4_HEIGHT, width=99.1, height=38.1, left=4.65,
                top=15.15, across=2, down=7, gap=2.5),
    "1": Paper(page_width=70, page_height=40, width=70, height=40, left=0, top=0, across=1, down=1,
               gap=0),
}  # fmt: skip
"""24 of 70 x 37 mm and 14 of 99.1 x 38.1 mm on A4; a roll of 70 x 40 mm, a label a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLabel:
    """What stands on one label."""

    code: str
    turn: str
    run: str
    day: str
    things: str


def paper_label(label: Label, language: str) -> PaperLabel:
    """A label in words."""
    say = words_in(language)
    return PaperLabel(
        code=label.bag_code,
        turn=say.gettext(TURN) % {"turn": label.turn},
        run=say.gettext(RUN) % {"number": label.run_id},
        day=day_words(label.run_on, language),
        things=say.ngettext("%(n)d thing", "%(n)d things", label.things) % {"n": label.things},
    )


def labels_pdf(labels: Sequence[PaperLabel], *, kind: str, skip: int = 0, language: str) -> bytes:
    """The labels on paper of a kind of PAPERS; `skip` of the first page are used up already.

    Raises KeyError for an unknown kind, TooMuchToPrint, PrinterBusy.
    """
    paper = PAPERS[kind]
    if len(labels) > MOST_LABELS:
        raise TooMuchToPrint("too many labels for one document")
    facts = {
        "title": words_in(language).gettext(TITLE),
        "author": "Dauys",
        "language": language,
        "paper": asdict(paper),
        "skip": max(0, min(skip, paper.on_page - 1)),
        "labels": [
            {
                **{name: legible(value) for name, value in asdict(one).items()},
                "bars": bars(one.code),
            }
            for one in labels
        ],
    }
    return pdf_of(LAYOUT, facts)
