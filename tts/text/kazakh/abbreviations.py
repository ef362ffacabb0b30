"""Kazakh short forms in full: т.б., ж., ғ., қ., к-сі, проф., т. ғ. к.

The full stop of a short form goes, because a voice rests at it; one that ends the text stays.
Numbers have been read before ("1991 ж." comes as "…бірінші ж."), Roman ones too.
"""

import re

from tts.text.kazakh.dates_times import MONTH
from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.letters import CAPITAL, CLOSED, HYPHEN, LETTER, SMALL

_SCIENCES = {
    "т": "тарих", "тех": "техника", "ф": "филология", "филол": "филология", "филос": "философия",
    "ф.-м": "физика-математика", "физ.-мат": "физика-математика", "п": "педагогика",
    "пед": "педагогика", "э": "экономика", "экон": "экономика", "х": "химия", "хим": "химия",
    "б": "биология", "биол": "биология", "м": "медицина", "мед": "медицина", "з": "заң",
    "заң": "заң", "г": "география", "геогр": "география", "а.-ш": "ауыл шаруашылығы",
    "а.ш": "ауыл шаруашылығы", "псих": "психология", "психол": "психология", "с": "саяси",
    "саяси": "саяси", "өнер": "өнертану",
}  # fmt: skip
_DEGREES = {
    f"{short}.ғ.{degree}.": f"{science} ғылымдарының {title}"
    for short, science in _SCIENCES.items()
    for degree, title in (("к", "кандидаты"), ("д", "докторы"))
}
_ALONE = {
    **_DEGREES,
    "ғ.к.": "ғылым кандидаты", "ғ.д.": "ғылым докторы",
    "т.б.": "тағы басқалар", "ж.т.б.": "және тағы басқалар", "т.с.с.": "тағы сол сияқты",
    "т.с.": "тағы сондай", "с.с.": "сол сияқты", "т.т.": "тағы тағылар",
    "б.з.д.": "біздің заманымызға дейінгі", "б.з.б.": "біздің заманымыздан бұрынғы",
    "б.э.д.": "біздің эрамызға дейінгі", "б.з.": "біздің заманымыздың",
    "с.е.": "солтүстік ендік", "о.е.": "оңтүстік ендік", "ш.б.": "шығыс бойлық",
    "б.б.": "батыс бойлық",
    "проф.": "профессор", "акад.": "академик", "доц.": "доцент", "инж.": "инженер",
    "канд.": "кандидат", "докт.": "доктор", "дир.": "директор", "арх.": "архитектор",
    "мыс.": "мысалы", "қар.": "қараңыз", "салыст.": "салыстырыңыз", "ред.": "редактор",
    "бас ред.": "бас редактор", "құраст.": "құрастырған", "суретші.": "суретші",
    "басп.": "баспасы", "тел.": "телефон", "көш.": "көшесі", "даң.": "даңғылы",
    "даңғ.": "даңғылы", "пр.": "проспектісі", "просп.": "проспектісі", "обл.": "облысы",
    "мкр.": "шағын ауданы", "ш.а.": "шағын ауданы", "пәт.": "пәтер", "каб.": "кабинет",
    "млн.": "миллион", "млрд.": "миллиард", "трлн.": "триллион", "тг.": "теңге",
    "қаз.": "қазақша", "орыс.": "орысша", "ағылш.": "ағылшынша", "лат.": "латынша",
    "араб.": "арабша", "парс.": "парсыша", "түр.": "түрікше", "сағ.": "сағат", "мин.": "минут",
    "сек.": "секунд", "кв.": "шаршы", "макс.": "ең көбі", "шамам.": "шамамен", "сур.": "сурет",
    "кест.": "кесте", "табл.": "кесте", "прим.": "ескертпе", "ескерт.": "ескертпе",
    "авт.": "автор", "әдеб.": "әдебиет", "ғыл.": "ғылыми", "жоғ.": "жоғары", "нөм.": "нөмір",
}  # fmt: skip
_WITHOUT_STOP = {
    "к-сі": "көшесі", "д-лы": "даңғылы", "пр-ты": "проспекті", "ш/а": "шағын ауданы",
    "ун-ті": "университеті", "ун-т": "университет", "ин-ты": "институты", "ин-т": "институт",
    "м-н": "мөлтек ауданы", "ә-ті": "әдебиеті", "т/ж": "темір жол", "а/ш": "ауыл шаруашылығы",
    "млн": "миллион", "млрд": "миллиард", "трлн": "триллион", "тг": "теңге",
    "д-р": "доктор", "т/жол": "темір жол",
}  # fmt: skip
_AFTER_WORD = {"б.": "бет", "п.": "пәтер", "к.": "көшесі", "д.": "даңғылы", "ауд.": "ауданы"}
_AFTER_NAME = {
    "қ.": "қаласы", "а.": "ауылы", "о.": "облысы", "ө.": "өзені", "к.": "көшесі", "д.": "даңғылы",
    "ауд.": "ауданы",
}  # fmt: skip
_POSSESSED = frozenset(
    {
        "қаласы", "ауылы", "облысы", "өзені", "көшесі", "даңғылы", "ауданы", "проспектісі",
        "шағын ауданы", "университеті", "институты", "проспекті", "баспасы", "мөлтек ауданы",
        "әдебиеті", "жылы", "жылдары",
    }
)  # fmt: skip

_GAP = "[ \u00a0\u202f]?"
_ENDING = rf"(?:{HYPHEN}([{SMALL}]+)(?![{LETTER}]))?"


def _pattern(forms: set[str]) -> str:
    """Any of the forms, with or without spaces after their inner full stops."""
    written = sorted(forms, key=len, reverse=True)
    return "|".join(
        re.escape(form[:-1]).replace(r"\.", rf"\.{_GAP}") + re.escape(form[-1]) for form in written
    )


_WITH_STOP = re.compile(
    rf"(?:(?<=[^\w.-])|(?<=\w\.-)|\A)({_pattern({*_ALONE})}){_ENDING}", re.IGNORECASE
)
_STOPLESS = re.compile(
    rf"(?:(?<=[^\w.-])|\A)({_pattern({*_WITHOUT_STOP})})(?![{LETTER}]){_ENDING}", re.IGNORECASE
)
_LAST_PARTS = frozenset(form[:-1].rpartition(".")[2].rpartition(" ")[2] for form in _ALONE)
_LONGEST_PART = max(map(len, _LAST_PARTS))
_LAST_WORD = re.compile(rf"(?<![{LETTER}])[{LETTER}]+\Z")
_STOPLESS_SIGN = re.compile(r"[-/]|лн|млрд|тг")
_LEANING = re.compile(
    rf"([ \u00a0\u202f])(?<=[{LETTER}»”\"].)([қаоөкдбп]|ауд)(?:(\.)|(?=-)){_ENDING}(?![{LETTER}])"
)
_NOUN_AFTER = re.compile(
    rf"[ \u00a0\u202f](?!(?:бар|жоқ|бол|деген|туралы|сияқты|жайлы)[{SMALL}]*)[{SMALL}]{{3}}"
)
_INFLECTED = re.compile(rf"(?<![\w.-])(к-сі|д-лы|пр-ты|ун-ті|ин-ты|ә-ті)([{SMALL}]*)(?![{LETTER}])")
_TRANSLATED = re.compile(r"(?<![\w.])ауд\.(?=[ \u00a0\u202f])")
_BEFORE_NUMBER = re.compile(r"(?<![\w.])(?<!\d[ \u00a0])([пбт])\.[ \u00a0\u202f]?(?=\d)")
_BEFORE_NUMBER_WORDS = {"п": "пәтер", "б": "бет", "т": "том"}
_TIME = re.compile(rf"([ \u00a0\u202f-])(?<=[{LETTER}].)(ж\. ?ж\.|[жғ]{{1,2}}\.?|гг?\.)"
                   rf"(?![{LETTER}]){_ENDING}")  # fmt: skip
_PREVIOUS = re.compile(rf"([{LETTER}-]+)[»”\"]?\Z")
_NEARBY_CHARACTERS = 40
_FROM = re.compile(rf"{_GAP}(?:бастап|бергі|кейін|бері)(?![{LETTER}])")
_UNTIL = re.compile(rf"{_GAP}(?:дейін|таман|қарай)(?:гі)?(?![{LETTER}])")
_PART_OF = re.compile(
    rf"{_GAP}(?:(?:[{SMALL}]+нш[ыі] |алғашқы |соңғы )?(?:бас|орта|соң|аяғ|жарты|ширег|"
    rf"көктем|жаз|күз|қыс)(?:с?[ыі])(?:н[{SMALL}]*)?"
    rf"|[{SMALL}]+нш[ыі] жылдар[{SMALL}]*|{MONTH.replace('[кг]', 'г')}"
    rf"(?:с?[ыі])(?:н[{SMALL}]+)?)(?![{LETTER}])"
)
_DATE_OF = re.compile(rf"{_GAP}(?:(?:он|жиырма|отыз) )?[{SMALL}]+нш[ыі] {MONTH}(?![{LETTER}])")


def in_full_before_numbers(text: str) -> str:
    """The text with the short forms written out that lean on a figure after them: п. 12."""
    return _BEFORE_NUMBER.sub(lambda found: _BEFORE_NUMBER_WORDS[found[1]] + " ", text)


def in_full(text: str) -> str:
    """The text with its short forms written out."""
    if "." in text or "ж" in text or "ғ" in text:
        text = _TIME.sub(_year_or_century, text)
    text = _TRANSLATED.sub("аударған", text) if text.startswith(("ауд.", "(ауд.")) else text
    if "-" in text:
        text = _INFLECTED.sub(lambda f: _ended(_WITHOUT_STOP[f[1]], f[2]), text)
    if _STOPLESS_SIGN.search(text):
        text = _STOPLESS.sub(_free, text)
    if _may_have_short_forms(text):
        text = _WITH_STOP.sub(_free, text)
    return _LEANING.sub(_leaning, text)


def _may_have_short_forms(text: str) -> bool:
    """Whether what stands before a full stop ends a short form: most texts have none."""
    for before in text.split(".")[:-1]:
        word = _LAST_WORD.search(before[-_LONGEST_PART - 1 :])
        if word and word[0].lower() in _LAST_PARTS:
            return True
    return False


def _stop(found: re.Match[str]) -> str:
    """The full stop that a short form leaves: only at the end of the text."""
    had_stop = found[0].endswith(".")
    return "." if had_stop and CLOSED.match(found.string, found.end()) else ""


def _ended(words: str, typed: str | None) -> str:
    if not typed:
        return words
    return with_ending(words, typed, is_possessed=words in _POSSESSED) or f"{words} {typed}"


def _free(found: re.Match[str]) -> str:
    if found[1].isupper() and "." in found[1]:  # Т. Б. before a name are initials
        return found[0]
    short = re.sub(r"\s", "", found[1]).lower()
    words = _ALONE.get(short) or _WITHOUT_STOP.get(short) or _ALONE[found[1].lower()]
    if words == _ALONE["т.б."] and _NOUN_AFTER.match(found.string, found.end()):
        words = "тағы басқа"
    return _ended(words, found[2]) + _stop(found)


def _leaning(found: re.Match[str]) -> str:
    """қ., а., к. after the name of a place; б. and п. after any word."""
    before = found.string[max(0, found.start() - _NEARBY_CHARACTERS) : found.start()]
    previous = _PREVIOUS.search(before)
    short = found[2] + "."
    is_name = bool(previous and re.match(f"[{CAPITAL}]", previous[1])) or before.endswith("»")
    words = _AFTER_NAME.get(short) if is_name else None
    if words is None and found[3]:
        words = _AFTER_WORD.get(short)
    if words is None or (not found[3] and not found[4]):
        return found[0]
    return found[1] + _ended(words, found[4]) + _stop(found)


def _year_or_century(found: re.Match[str]) -> str:
    """ж., жж., ғ., ғғ. after a number in words, in the case that the next words ask."""
    before = found.string[max(0, found.start() - _NEARBY_CHARACTERS) : found.start()]
    short, after, typed = re.sub(r"[. ]", "", found[2]), found.end(), found[3]
    is_ordinal = before.endswith(("ншы", "нші"))
    if not is_ordinal and not (found[2].endswith(".") and short in ("ғ", "ғғ", "ж")):
        return found[0]
    is_many = len(short) > 1
    is_year = short[0] in "жг"
    word = ("жыл" if is_year else "ғасыр") + ("дар" if is_year else "лар") * is_many
    if typed:
        return " " + _ended(word, typed) + _stop(found)
    return " " + _in_case(word, found.string, after, is_dated=is_ordinal and is_year) + _stop(found)


def _in_case(word: str, text: str, after: int, *, is_dated: bool) -> str:
    """The word as what follows asks: ғасырдың басында, жылдан бастап, жылға дейін."""
    for pattern, ending in ((_FROM, "дан"), (_UNTIL, "ға"), (_PART_OF, "дың")):
        if pattern.match(text, after):
            return with_ending(word, ending) or word
    if is_dated and word == "жыл" and _DATE_OF.match(text, after):
        return "жылғы"
    return word + "ы" * is_dated
