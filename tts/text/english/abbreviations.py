"""English short forms in full: Prof., St., e.g., vol., pp., No., etc., Jr., c. 1850.

The full stop of a short form goes, because a voice rests at it; one that ends the text stays.
"""

import re
from collections.abc import Iterable

from tts.text.english.letters import CLOSED, text_before

_TITLES = {
    "Mr": "Mr", "Mrs": "Mrs", "Ms": "Miz", "Mx": "Mix", "Dr": "Doctor", "Drs": "Doctors",
    "Messrs": "Messers", "Prof": "Professor", "Profs": "Professors", "Rev": "Reverend",
    "Revd": "Reverend", "Hon": "Honourable", "Gen": "General", "Col": "Colonel",
    "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant", "Cpl": "Corporal", "Maj": "Major",
    "Adm": "Admiral", "Cmdr": "Commander", "Gov": "Governor", "Sen": "Senator",
    "Pres": "President", "Mt": "Mount", "Ft": "Fort", "Supt": "Superintendent",
}  # fmt: skip
_WITHOUT_STOP = (
    "Ms", "Mx", "Messrs", "Mt", "Revd", "Prof", "Capt", "Lt", "Sgt", "Cpl", "Col", "Gen"
)  # fmt: skip
_BEFORE_NUMBER = {
    "p": "page", "pp": "pages", "vol": "volume", "vols": "volumes", "ch": "chapter",
    "chs": "chapters", "chap": "chapter", "chaps": "chapters", "no": "number", "nos": "numbers",
    "fig": "figure", "figs": "figures", "sec": "section", "sect": "section", "para": "paragraph",
    "paras": "paragraphs", "art": "article", "arts": "articles", "pt": "part", "pl": "plate",
    "tab": "table", "ex": "example", "eq": "equation", "v": "verse", "vv": "verses",
    "l": "line", "ll": "lines", "n": "note", "nn": "notes", "bk": "book", "ed": "edition",
    "ext": "extension", "tel": "telephone", "op": "opus", "col": "column", "c": "circa",
    "ca": "circa", "b": "born", "d": "died", "fl": "flourished", "est": "established",
    "approx": "approximately", "max": "maximum", "min": "minimum",
}  # fmt: skip
_YEAR_ONLY = frozenset({"c", "ca", "b", "d", "fl", "est"})
_FREE = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "cf.": "compare",
    "viz.": "namely", "et al.": "and others", "q.v.": "which see", "vs.": "versus",
    "ibid.": "ibidem", "op. cit.": "in the work cited", "loc. cit.": "in the place cited",
    "a.k.a.": "also known as", "r.s.v.p.": "R S V P", "p.a.": "per annum",
    "approx.": "approximately", "dept.": "department", "est.": "established",
    "govt.": "government", "incl.": "including", "excl.": "excluding", "misc.": "miscellaneous",
    "assoc.": "association", "univ.": "university", "tel.": "telephone", "ext.": "extension",
    "illus.": "illustrated", "trans.": "translated by", "max.": "maximum", "min.": "minimum",
    "vols.": "volumes", "vol.": "volume", "pp.": "pages", "ph.d.": "P H D", "d.phil.": "D Phil",
    "a.m.": "a.m", "p.m.": "p.m",
}  # fmt: skip
_AFTER_NAME = {
    "Jr": "Junior", "Sr": "Senior", "Esq": "Esquire", "Inc": "Incorporated", "Ltd": "Limited",
    "Co": "Company", "Corp": "Corporation", "Bros": "Brothers", "Ave": "Avenue", "Rd": "Road",
    "Blvd": "Boulevard", "Sq": "Square", "Ln": "Lane", "Dept": "Department",
}  # fmt: skip
_DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip


def _one_of(forms: Iterable[str]) -> str:
    """Any of the forms, with or without a space after an inner full stop."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(
        re.escape(form[:-1]).replace(r"\.", r"\.[ \u00a0]?").replace(r"\ ", " ")
        + re.escape(form[-1])
        for form in longest_first
    )


_SPACE = "[ \u00a0\u202f]"
_TITLE = re.compile(
    rf"\b(?:({_one_of(_TITLES)})\.(?={_SPACE}?[A-Z“‘\"&])"
    rf"|(Mrs?|Dr|Messrs)\.(?={_SPACE}(?:and|or) ))"
)
_TITLE_ALONE = re.compile(rf"\b({_one_of(_WITHOUT_STOP)})(?={_SPACE}[A-Z])")
_NUMBERED = re.compile(rf"(?<![\w.'’-])({_one_of(_BEFORE_NUMBER)})\.{_SPACE}?(?=\d)", re.IGNORECASE)
_COMMON = re.compile(rf"(?<![\w.'’-])({_one_of(_FREE)})(?!\w)", re.IGNORECASE)
_NAMED = re.compile(rf"(?<=[A-Za-z\d.&,][ \u00a0])({_one_of(_AFTER_NAME)})\.(?!\w)")
_VERSUS = re.compile(rf"(?<=[A-Za-z0-9]{_SPACE})vs?\.?(?={_SPACE}[A-Z])")
_VERSUS_WORD = re.compile(r"\bvs\b\.?")
_EDITION = re.compile(
    rf"(?<=\d(?:st|nd|rd|th){_SPACE})ed\.|(?<=\()eds?\.(?=\))|(?<=, )eds?\."
    rf"|(?<![\w.])eds?\.(?={_SPACE}(?:by )?[A-Z])"
)
_DAY = re.compile(
    rf"\b({_one_of(_DAYS)})\.(?=,?{_SPACE}(?:\d|the \d|[A-Z][a-z]+ \d)|[–-][A-Z])"
    rf"|(?<=[–-])({_one_of(_DAYS)})\."
)
_CENTURY = re.compile(rf"(?<=\d(?:st|nd|rd|th){_SPACE})c\.")
_SAINT_OR_STREET = re.compile(rf"(?<![\w.])St(?!\w)\.?(?={_SPACE}([A-Z][\w’']*)|(.?))")
_STREET_BEFORE = re.compile(
    r"\b(?!(?:The|In|At|To|On|Of|By|From|And|Near|Old|New|Port|Mr|Mrs|Dr|Bury|East|West|North|South"
    rf"|Fort|Saint)\b)(?:[A-Z][\w’'-]{{1,30}}|\d{{1,3}}(?:st|nd|rd|th)){_SPACE}\Z"
)
_OF_A_STREET = frozenset({"Station", "Road", "School", "Bridge", "Market", "Library", "Hospital"})
_YEAR = re.compile(r"\d{3,4}(?!\d)")
_LAST_WORDS = frozenset(
    form.rpartition(" ")[2].removesuffix(".").lower() for form in (*_FREE, *_AFTER_NAME)
)


def ends_in_short_form(text: str) -> bool:
    """Whether the word before the last full stop may be a short form."""
    return text.rpartition(".")[0].rpartition(" ")[2].lower() in _LAST_WORDS


def in_full(text: str) -> str:
    """The text with its short forms written out."""
    if "St" in text:
        text = _SAINT_OR_STREET.sub(_saint_or_street, text)
    text = _TITLE_ALONE.sub(lambda found: _TITLES[found[1]], text)
    if "v" in text:
        text = _VERSUS_WORD.sub("versus", _VERSUS.sub("versus", text))
    if "." not in text:
        return text
    text = _TITLE.sub(lambda found: _TITLES[found[1] or found[2]], text)
    text = _DAY.sub(lambda found: _DAYS[found[1] or found[2]], text)
    text = _CENTURY.sub(lambda found: "century" + _stop(found), text)
    text = _EDITION.sub(_edition, text)
    text = _NUMBERED.sub(_numbered, text)
    text = _COMMON.sub(_common, text)
    return _NAMED.sub(lambda found: _AFTER_NAME[found[1]] + _stop(found), text)


def _stop(found: re.Match[str]) -> str:
    """The full stop that a short form leaves: only at the end of the text."""
    return "." if CLOSED.match(found.string, found.end()) else ""


def _numbered(found: re.Match[str]) -> str:
    short = found[1].lower()
    if short in _YEAR_ONLY and not _YEAR.match(found.string, found.end()):
        return found[0]
    if short != found[1] and len(short) == 1 and short not in "pv":
        return found[0]  # a capital is an initial, or the mark of a list
    words = _BEFORE_NUMBER[short]
    return (words.capitalize() if found[1][0].isupper() else words) + " "


def _common(found: re.Match[str]) -> str:
    short = re.sub(r"(?<=\.)[ \u00a0](?=\w\.)", "", found[1]).lower()
    words = _FREE[short]
    if short in ("e.g.", "i.e.") and found[1][0].isupper():
        words = words.capitalize()
    return words + _stop(found)


def _edition(found: re.Match[str]) -> str:
    if text_before(found).endswith(("st ", "nd ", "rd ", "th ", "st\u00a0", "th\u00a0")):
        return "edition" + _stop(found)
    many = "editors" if found[0].startswith("eds") else "editor"
    return ("edited" if found.string.startswith(" by ", found.end()) else many) + _stop(found)


def _saint_or_street(found: re.Match[str]) -> str:
    """Saint before a name, Street behind one."""
    is_behind = _STREET_BEFORE.search(text_before(found)) is not None
    if found[1] and not (is_behind and found[1] in _OF_A_STREET):
        return "Saint"
    stop = _stop(found) if found[0].endswith(".") else ""
    return ("Street" if is_behind else "Saint") + stop
