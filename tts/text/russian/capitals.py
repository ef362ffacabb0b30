"""Capital short forms as readers say them: МГУ and СССР by letters, НАТО and ООН as words."""

import re

from tts.text.russian.letters import CAPITAL, SMALL, VOWELS, letter_name

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
_ALL_CONSONANTS = re.compile(rf"[^{VOWELS}ЬЪ]+\Z")
_CONSONANTS_AND_VOWEL = re.compile(rf"[^{VOWELS}ЬЪ]{{2,3}}[{VOWELS}]\Z")
_VOWEL_AND_CONSONANTS = re.compile(rf"[{VOWELS}][^{VOWELS}ЬЪЙ]{{2,3}}\Z")
_A_WORD_IN_CAPITALS = re.compile(rf"(?=[{CAPITAL}]*[{VOWELS}])[{CAPITAL}]{{5}}")
_ANY_SMALL = re.compile(rf"[{SMALL}]")


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
