"""A DAISY 2.02 talking book as it was read: navigation, SMIL files in its order, text, sounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tts.check.document import Document, Element, Papers, children, local, target, words
from tts.check.fault import Fault
from tts.check.metadata import Fact, metas
from tts.check.shelf import Shelf
from tts.check.sound import Sounds, suffix
from tts.check.spoken import Par, read_par
from tts.check.values import clock_ms

NCC = "ncc.html"
MASTER = "master.smil"
CLIP_NAMES = ("clip-begin", "clip-end")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the NCC: `kind` is "h1" to "h6", or the class of a span or div."""

    element: Element
    kind: str
    text: str
    smil: str
    fragment: str

    @property
    def level(self) -> int | None:
        """The level of a heading, None for anything else."""
        return int(self.kind[1]) if self.kind in {f"h{n}" for n in range(1, 7)} else None


@dataclass(frozen=True, eq=False)
class Daisy202:
    """`smils` are those that the NCC reaches, in order of first mention; `texts` those spoken."""

    shelf: Shelf
    papers: Papers
    sounds: Sounds
    ncc: Document
    facts: list[Fact]
    items: list[Item]
    smils: list[Document]
    pars: dict[str, list[Par]]
    texts: list[Document]
    master: Document | None

    def all_pars(self) -> Iterator[Par]:
        """Every stretch of sound, in reading order."""
        for smil in self.smils:
            yield from self.pars[smil.name]

    def fact(self, name: str) -> str:
        """What the NCC says under a name, "" if nothing."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


def read_daisy202(shelf: Shelf, papers: Papers, sounds: Sounds) -> Daisy202 | Fault:
    """Read what can be read, or say why there is nothing to start from."""
    ncc = papers.document(NCC)
    if ncc is None:
        sentence = "There is no readable ncc.html; players open a book by it."
        return Fault("file-missing", NCC, "", sentence)
    items = list(_items(ncc))
    names = dict.fromkeys(item.smil for item in items if suffix(item.smil) == ".smil")
    smils = [smil for name in names if (smil := papers.document(name)) is not None]
    pars = {smil.name: [_par(smil, one) for one in smil.named("par")] for smil in smils}
    text_names = dict.fromkeys(
        par.text[0] for some in pars.values() for par in some if par.text and par.text[0] != NCC
    )
    texts = [text for name in text_names if _is_html(name) and (text := papers.document(name))]
    return Daisy202(
        shelf=shelf,
        papers=papers,
        sounds=sounds,
        ncc=ncc,
        facts=metas(ncc),
        items=items,
        smils=smils,
        pars=pars,
        texts=texts,
        master=papers.document(MASTER),
    )


def npt_ms(text: str) -> float | None:
    """A clip time of SMIL 1.0: a clock value behind "npt="."""
    return clock_ms(text.strip().removeprefix("npt="))


def _par(smil: Document, element: Element) -> Par:
    return read_par(smil, element, CLIP_NAMES, npt_ms)


def _is_html(name: str) -> bool:
    return suffix(name) in {".html", ".htm", ".xhtml"}


def _items(ncc: Document) -> Iterator[Item]:
    body = ncc.first("body")
    for element in children(body) if body is not None else ():
        kind = local(element)
        if kind in {"span", "div"}:
            kind = element.get("class", "")
        link = next(element.iter("{*}a"), None)
        smil, fragment = target(NCC, link.get("href", "") if link is not None else "")
        yield Item(element, kind, words(element), "" if smil == NCC else smil, fragment)
