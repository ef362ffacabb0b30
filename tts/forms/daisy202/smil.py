"""The SMIL files of a DAISY 2.02 book: one a section, and the master that lists them.

Source: DAISY 2.02 Specification, section 2.2; W3C SMIL 1.0.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from tts.forms.daisy.catalogue import book_title, heading_label, identifier
from tts.forms.daisy.stretches import Stretch
from tts.forms.daisy.text import folded
from tts.forms.daisy202.plan import NotePair, Par, Play, SectionPlay
from tts.forms.making import Making
from tts.script import Script

DOCTYPE = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
FORMAT = "Daisy 2.02"
_E = ElementMaker()


def whole_seconds(milliseconds: int) -> str:
    """hh:mm:ss, a half second rounded up as the DAISY 2.02 validator does."""
    seconds = (milliseconds + 500) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def section_smil(planned: SectionPlay, script: Script, making: Making) -> etree._Element:
    """One section: its pars in the order of play. Elapsed is the time before this file."""
    sequence = _E.seq(dur=f"{_seconds(planned.length_ms)}s")
    sequence.text = "\n"
    sequence.extend(_part(part) for part in planned.parts)
    head = _head(
        script,
        making,
        ("title", heading_label(planned.section)),
        ("ncc:totalElapsedTime", whole_seconds(planned.elapsed_ms)),
        ("ncc:timeInThisSmil", whole_seconds(planned.length_ms)),
    )
    return _E.smil(head, _E.body(sequence))


def master_smil(play: Play, script: Script, making: Making) -> etree._Element:
    """The list of all sections in reading order."""
    refs = (
        _E.ref(
            src=planned.file_name,
            title=heading_label(planned.section),
            id=f"ms_{planned.section.section_id}",
        )
        for planned in play.sections
    )
    time = ("ncc:timeInThisSmil", whole_seconds(play.total_ms))
    return _E.smil(_head(script, making, time), _E.body(*refs))


def _head(script: Script, making: Making, *more: tuple[str, str]) -> etree._Element:
    names = (
        ("dc:format", FORMAT),
        ("dc:identifier", identifier(script)),
        ("dc:title", book_title(script)),
        ("ncc:generator", folded(making.generator)),
        *more,
    )
    metas = (_E.meta(name=name, content=content) for name, content in names)
    return _E.head(*metas, _E.layout(_E.region(id="txtView")))


def _part(part: Par | NotePair) -> etree._Element:
    element = _pair(part) if isinstance(part, NotePair) else _par(part)
    element.tail = "\n"
    return element


def _pair(pair: NotePair) -> etree._Element:
    return _E.seq(_par(pair.mark), _par(pair.body))


def _par(par: Par) -> etree._Element:
    element = _E.par(endsync="last", id=par.par_id)
    if par.required:
        element.set("system-required", par.required)
    element.append(_E.text(src=f"content.html#{par.text_id}", id=f"t_{par.text_id}"))
    element.append(_E.seq(*_audios(par)))
    return element


def _audios(par: Par) -> Iterator[etree._Element]:
    for number, stretch in enumerate(par.stretches, start=1):
        yield _audio(stretch, f"a{number}_{par.text_id}")


def _audio(stretch: Stretch, audio_id: str) -> etree._Element:
    audio = _E.audio(src=stretch.sound)
    audio.set("clip-begin", f"npt={_seconds(stretch.begin_ms)}s")
    audio.set("clip-end", f"npt={_seconds(stretch.end_ms)}s")
    audio.set("id", audio_id)
    return audio


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}"
