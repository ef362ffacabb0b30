"""Roman numerals: chapters in figures, rulers and centuries in words; the pronoun I is none."""

import re

from tts.text.english.letters import text_before
from tts.text.english.numbers import ordinal, year
from tts.text.kazakh.roman import value

_NUMBERED = (
    r"[Cc]h(?:apters?|aps?\.|s?\.)|[Pp]arts?|[Bb]ooks?|[Vv]ol(?:umes?|s?\.)|[Aa]cts?|[Ss]cenes?|"
    r"[Ss]ections?|[Aa]rticles?|[Cc]antos?|[Aa]ppendix|[Tt]ables?|[Ff]ig(?:ures?|s?\.)|[Pp]lates?|"
    r"[Pp]hase|[Tt]ypes?|[Cc]lass|[Gg]rade|[Ss]tage|[Mm]ark|[Ll]essons?|[Ll]etters?|[Pp]salms?|"
    r"[Ss]onnets?|[Pp]ages?|[Pp]p?\.|[Nn]otes?|[Ww]orld [Ww]ar|[Ss]tep|[Uu]nit|[Vv]erses?|"
    r"CHAPTER|PART|BOOK|VOLUME|ACT|SCENE|SECTION|APPENDIX|CANTO"
)
_AFTER_WORD = re.compile(
    rf"\b({_NUMBERED})([ \u00a0])([IVXLCDM]{{1,9}}|[ivxlcdm]{{1,9}})"
    r"(?:(\s?[-–—]\s?|, | and | or )([IVXLCDM]{1,9}|[ivxlcdm]{1,9}))?(?![\w'’]|\.\w)"
)
_CENTURY = re.compile(
    r"\b([IVX]{1,6})(?:th|st|nd|rd)?(?:([-–—])([IVX]{1,6})(?:th|st|nd|rd)?)?"
    r"(?=[ \u00a0-](?:century|centuries|c\.))"
)
_RULERS = (
    "Abdullah|Adrian|Ahmed|Albert|Alexander|Alfonso|Amenhotep|Antiochus|Artaxerxes|Baldwin|Basil|"
    "Benedict|Boniface|Carl|Carlos|Casimir|Catherine|Charles|Christian|Clement|Cleopatra|"
    "Constantine|Cyrus|Darius|David|Edward|Elizabeth|Emmanuel|Felipe|Ferdinand|Francis|"
    "Frederick|George|Gregory|Gustav|Haakon|Harald|Henry|Hugh|Innocent|Ivan|James|John|Joseph|"
    "Juan|Julius|Justinian|Kenneth|Ladislaus|Leo|Leopold|Louis|Malcolm|Mary|Maximilian|Mehmed|"
    "Michael|Murad|Napoleon|Nicholas|Olaf|Otto|Paul|Pedro|Peter|Philip|Pius|Ptolemy|Rameses|"
    "Ramses|Richard|Robert|Rudolf|Selim|Sigismund|Stephen|Suleiman|Theodosius|Thutmose|Umberto|"
    "Urban|Victor|Wilhelm|William|Xerxes"
)
_RULER = re.compile(
    r"\b((?:(?:King|Queen|Tsar|Czar|Emperor|Empress|Pope|Prince|Sultan|Pharaoh|Shah|Duke|Kaiser)"
    r" )?)"
    rf"((?:(?:{_RULERS}) )?[A-Z][a-zé]{{1,30}}) ([IVX]{{1,6}})(?!\w|\.\w)"
)
_KNOWN_RULER = re.compile(rf"(?:.* )?(?:{_RULERS})\Z")
_VERB_FOLLOWS = re.compile(r"[ \u00a0](?!of\b|and\b|or\b|to\b)[a-z]")
_CAPITALS_FOLLOW = re.compile(r"[ \u00a0][A-Z]")
_NUMERAL_FOLLOWS = re.compile(r"\Z|[,.;:!?)’']|[ \u00a0](?:of [A-Z]|\(|and [A-Z][a-z]+ [IVX])")
_PRONOUN_BEFORE = re.compile(r"\b(?:and|with|that|than|as|when|if|but|because) \Z")
_LONE = re.compile(r"(?<![\w.&/'’-])([IVX]{2,7}|M[MDCLXVI]{3,14})(?![\w&/]|\.\w|-[A-Z])")
_HEADING = re.compile(
    r"\A(\s*)([IVX]{2,6}|[IVX](?=\.\s+(?:The|A|An|In|Of|On|How|Why|What|Where|When|Who)\b))(?=\.\s)"
)
_LIST_MARK = re.compile(r"(?<=\()([ivx]{2,5})(?=\))")
_LONGEST_YEAR = 2_099


def in_figures(text: str) -> str:
    """Roman numerals as they are said: Chapter 4, Henry the Eighth, the twentieth century.

    One letter alone counts only after what is numbered so, or after a ruler's name where the
    pronoun cannot stand; C, D, L and M alone are letters.
    """
    text = _AFTER_WORD.sub(_numbered, text)
    text = _CENTURY.sub(_century, text)
    text = _RULER.sub(_ruler, text)
    text = _HEADING.sub(lambda found: found[1] + (_figure(found[2]) or found[2]), text)
    text = _LIST_MARK.sub(lambda found: _figure(found[1]) or found[1], text)
    return _LONE.sub(lambda found: _figure(found[1]) or found[1], text)


def _figure(numeral: str) -> str | None:
    """The number in figures; a long one that is a year, in words."""
    worth = value(numeral.upper())
    if worth is None:
        return None
    return year(worth) if 1_000 < worth <= _LONGEST_YEAR and len(numeral) > 3 else str(worth)


def _numbered(found: re.Match[str]) -> str:
    word, gap, first, between, second = found.groups()
    figure = None if first.upper() in ("C", "D", "L", "M") or first == "i" else _figure(first)
    if figure is None or (first == "I" and not second and _is_pronoun(found)):
        return found[0]
    return f"{word}{gap}{figure}" + _second(between, second)


def _is_pronoun(found: re.Match[str]) -> bool:
    """The book I read; but Book I, and book I of seven."""
    if found[1][0].islower():
        return bool(_VERB_FOLLOWS.match(found.string, found.end()))
    return found[1].isupper() and bool(_CAPITALS_FOLLOW.match(found.string, found.end()))


def _second(between: str | None, second: str | None) -> str:
    """The other end of a range, or another number beside the first."""
    if not between or not second:
        return ""
    figure = _figure(second) if second not in ("I", "i") else None
    return between + (figure or second)


def _century(found: re.Match[str]) -> str:
    worths = [value(numeral) for numeral in (found[1], found[3]) if numeral]
    if None in worths:
        return found[0]
    return " to ".join(ordinal(worth) for worth in worths if worth)


def _ruler(found: re.Match[str]) -> str:
    title, name, numeral = found.groups()
    worth = value(numeral)
    if worth is None or not (title or _KNOWN_RULER.match(name)):
        return found[0]
    if name == "Malcolm" and numeral == "X":
        return found[0]
    if numeral == "I" and not title and not _NUMERAL_FOLLOWS.match(found.string, found.end()):
        return found[0]
    if numeral == "I" and not title and _PRONOUN_BEFORE.search(text_before(found)):
        return found[0]
    return f"{title}{name} the {ordinal(worth).capitalize()}"
