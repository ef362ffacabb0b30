"""The Russian letters, what they are called, and what is said letter by letter: initials, США."""

import re
from collections.abc import Iterable

LETTER = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
SMALL = "а-яёәғқңөұүһі"
GAP = "[ \u00a0\u2009\u202f]"
DASH = "[-‐‑–—−]"
_NAMES = {
    "Б": "бэ", "В": "вэ", "Г": "гэ", "Д": "дэ", "Ж": "жэ", "З": "зэ", "Й": "ий", "К": "ка",
    "Л": "эл", "М": "эм", "Н": "эн", "П": "пэ", "Р": "эр", "С": "эс", "Т": "тэ", "Ф": "эф",
    "Х": "ха", "Ц": "цэ", "Ч": "че", "Ш": "ша", "Щ": "ща", "Ғ": "гэ", "Қ": "ка", "Ң": "эн",
    "Һ": "ха",
}  # fmt: skip
_VOWELS = "АЕЁИОУЫЭЮЯӘӨҰҮІ"

_ONE_INITIAL = rf"[{CAPITAL}]{{1}}[{SMALL}]?\."
_BEFORE_SURNAME = re.compile(
    rf"([{CAPITAL}](?<![\w.].)[{SMALL}]?\.(?:(?:{GAP}?|-){_ONE_INITIAL}){{0,2}})"
    rf"(?={GAP}?[{CAPITAL}][{SMALL}]|{GAP}?д[’'][{CAPITAL}])"
)
_AFTER_SURNAME = re.compile(
    rf"([{CAPITAL}](?<=[{SMALL}]{GAP}.)\.(?:{GAP}?{_ONE_INITIAL}){{1,2}})(?!\w)"
)
_LONE = re.compile(rf"([{CAPITAL}](?<![\w.].))\.(?={GAP}?:|{GAP}[{SMALL}]{{1,30}}(?![{SMALL}.]))")

_SHORT = re.compile(
    rf"(?<![\w-])([{CAPITAL}][{SMALL}]{{1,5}})?([{CAPITAL}]{{2,6}})(?:-?([{SMALL}]{{1,3}}))?(?!\w)"
)
_SAID = {
    "США": "сэ шэ а", "ФБР": "фэ бэ эр", "ФРГ": "фэ эр гэ", "ЕС": "е эс",
    "ИП": "и пэ", "АО": "а о", "ОАО": "о а о", "ЗАО": "зэ а о", "ООО": "о о о", "ТОО": "тэ о о",
    "ИИ": "ии", "УК": "у ка", "ОАЭ": "о а э", "МХАТ": "мхат", "ВГИК": "вгик", "ВНИИ": "вэ нии",
    "ЕАЭС": "е а эс", "ОБСЕ": "о бэ эс е", "ЛГБТ": "эл гэ бэ тэ", "ЮКО": "ю ка о",
}  # fmt: skip
_WORDS_IN_CAPITALS = """
ЧТО КТО ГДЕ ДВА ДВЕ ТРИ ДЛЯ ПРИ ВСЕ ВСЁ ВСЯ ВСЮ МНЕ ДНИ ДНЯ ДНЮ ДНЕ СНЫ СНА СНЕ ЗЛО ЗЛА ЗЛЫ ЗЛЕ ДНО
ДНА СМИ НИИ СТО СТА ПРО ЖДУ ЖДИ ЖГУ ЛГУ РВУ РВИ ЖМУ ЖМИ БРА АРТ АКТ ИСК ОПТ ВНЕ ТЛЯ ПСЫ ПСА РТЫ РТУ
РТА ЛБЫ ЛБА УСТ УРН ИГР ИКР ИЗБ ВСЮ ЧТИ СПИ ШЛА ШЛИ ЗРЯ ЛЖИ ЛЖЕ МХИ ПНИ ХНА ТРУ ЮРТ АНТ АРФ
"""
_WORDS = frozenset(_WORDS_IN_CAPITALS.split())
_ALL_CONSONANTS = re.compile(rf"[^{_VOWELS}ЬЪ]+\Z")
_CONSONANTS_AND_VOWEL = re.compile(rf"[^{_VOWELS}ЬЪ]{{2,3}}[{_VOWELS}]\Z")
_VOWEL_AND_CONSONANTS = re.compile(rf"[{_VOWELS}][^{_VOWELS}ЬЪЙ]{{2,3}}\Z")
_A_WORD_IN_CAPITALS = re.compile(rf"(?=[{CAPITAL}]*[{_VOWELS}])[{CAPITAL}]{{5}}")
_ANY_SMALL = re.compile(rf"[{SMALL}]")


def written_forms(forms: Iterable[str]) -> str:
    """A pattern for short forms, with or without spaces after their inner full stops."""
    return "|".join(
        re.escape(form[:-1]).replace(r"\.", rf"\.{GAP}?").replace(r"\ ", GAP) + re.escape(form[-1])
        for form in sorted(forms, key=len, reverse=True)
    )


def as_written(short: str, words: str) -> str:
    """The words small or with a capital, as their short form was."""
    return words[0].upper() + words[1:] if short[0].isupper() else words


def letter_name(letter: str) -> str:
    """What a capital letter is called; a vowel is called by its sound, and stays."""
    return _NAMES.get(letter, letter)


def name_initials(text: str) -> str:
    """The text with initials in the names of their letters.

    Their full stops go, because a voice rests at each; one that ends the text stays.
    """
    text = _BEFORE_SURNAME.sub(lambda found: _initials(found, is_behind=False), text)
    text = _AFTER_SURNAME.sub(lambda found: _initials(found, is_behind=True), text)
    return _LONE.sub(lambda found: letter_name(found[1]), text)


def _initials(found: re.Match[str], *, is_behind: bool) -> str:
    words = " ".join(
        _initial(part.strip(" \u00a0\u2009\u202f-")) for part in found[1].split(".")[:-1]
    )
    if is_behind:
        return words + "." * (not found.string[found.end() :].strip(' \u00a0»”")]'))
    return words if found.string[found.end()].isspace() else words + " "


def _initial(part: str) -> str:
    """И doubled, because a voice reads it alone as "and"; Дж, Ю and Ш as they sound."""
    if part == "И":
        return "ии"
    return "джэ" if part == "Дж" else letter_name(part) if len(part) == 1 else part.lower()


def name_capitals(text: str) -> str:
    """The text with capital short forms as readers say them: МГУ by letters, НАТО as a word.

    In a text all in capitals a word is a word: «ЧТО И ГДЕ».
    """
    is_shouted = not _ANY_SMALL.search(text) and _A_WORD_IN_CAPITALS.search(text) is not None
    return _SHORT.sub(lambda found: _capitals(found, is_shouted=is_shouted), text)


def _capitals(found: re.Match[str], *, is_shouted: bool) -> str:
    before, capitals, ending = found.groups()
    words = _SAID.get(capitals)
    if words is None:
        if not (before and len(capitals) == 2) and not _is_spelt(capitals, is_shouted=is_shouted):
            is_lowered = before or ending
            return f"{before or ''}{capitals}{ending or ''}".lower() if is_lowered else found[0]
        words = " ".join(map(letter_name, capitals)).lower()
    return f"{before.lower() + ' ' if before else ''}{words}{' ' + ending if ending else ''}"


def _is_spelt(capitals: str, *, is_shouted: bool) -> bool:
    if _ALL_CONSONANTS.match(capitals):
        return True
    if is_shouted or capitals in _WORDS:
        return False
    return bool(_CONSONANTS_AND_VOWEL.match(capitals) or _VOWEL_AND_CONSONANTS.match(capitals))
