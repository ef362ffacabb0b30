"""Russian short forms that stand by themselves, in full: т. д., им., к. ф. н., изд-во.

The full stop of a short form goes, because a voice rests at it; one that ends the text stays.
Those that lean on a name are in `places`, `titles` and `agreement`, on a figure in `numbering`;
г. and в. after a number are the library's.
"""

import re

from tts.text.russian.letters import GAP, LETTER, as_written, written_forms
from tts.text.russian.nouns import case_asked
from tts.text.russian.stops import CLOSED, ends_sentence, stop_at

_SCIENCES = {
    "ф": "филологических", "филол": "филологических", "филос": "философских",
    "и": "исторических", "ист": "исторических", "м": "медицинских", "мед": "медицинских",
    "э": "экономических", "экон": "экономических", "т": "технических", "техн": "технических",
    "п": "педагогических", "пед": "педагогических", "ю": "юридических", "юр": "юридических",
    "х": "химических", "хим": "химических", "б": "биологических", "биол": "биологических",
    "ф.-м": "физико-математических", "физ.-мат": "физико-математических",
    "с.-х": "сельскохозяйственных", "геогр": "географических", "псих": "психологических",
    "психол": "психологических", "соц": "социологических", "полит": "политических",
    "арх": "архитектуры",
}  # fmt: skip
_LANGUAGES = {
    "англ": "английск", "нем": "немецк", "фр": "французск", "франц": "французск",
    "исп": "испанск", "ит": "итальянск", "итал": "итальянск", "каз": "казахск", "рус": "русск",
    "тат": "татарск", "узб": "узбекск", "кирг": "киргизск", "кит": "китайск", "яп": "японск",
    "тур": "турецк", "тюрк": "тюркск", "араб": "арабск", "перс": "персидск", "лат": "латинск",
    "греч": "греческ", "польск": "польск", "укр": "украинск", "монг": "монгольск",
}  # fmt: skip
_FREE = {
    **{
        f"{short}.{science}.н.": f"{title} {words}" + ("" if words == "архитектуры" else " наук")
        for science, words in _SCIENCES.items()
        for short, title in (("к", "кандидат"), ("д", "доктор"))
    },
    **{
        f"{short}. {science}. наук": f"{title} {words}"
        + ("" if words == "архитектуры" else " наук")
        for science, words in _SCIENCES.items()
        for short, title in (("канд", "кандидат"), ("докт", "доктор"))
    },
    **{f"с {short}.": f"с {stem}ого" for short, stem in _LANGUAGES.items()},
    **{f"пер. с {short}.": f"перевод с {stem}ого" for short, stem in _LANGUAGES.items()},
    **{f"{short}.": f"{stem}ое" for short, stem in _LANGUAGES.items()},
    "т.д.": "так далее", "т.п.": "тому подобное", "т.е.": "то есть", "т.к.": "так как",
    "т.о.": "таким образом", "и др.": "и другие", "др.": "другие", "и пр.": "и прочее",
    "до н.э.": "до нашей эры", "н.э.": "нашей эры", "с.ш.": "северной широты",
    "ю.ш.": "южной широты", "в.д.": "восточной долготы", "з.д.": "западной долготы",
    "т.ч.": "том числе", "им.": "имени", "проф.": "профессор", "акад.": "академик",
    "доц.": "доцент", "инж.": "инженер", "тов.": "товарищ", "гр.": "гражданин", "канд.": "кандидат",
    "чл.-корр.": "член-корреспондент", "напр.": "например", "и.о.": "исполняющий обязанности",
    "врио": "временно исполняющий обязанности", "см.": "смотри", "ср.": "сравни",
    "прим. авт.": "примечание автора", "прим. пер.": "примечание переводчика",
    "прим. ред.": "примечание редактора", "под ред.": "под редакцией", "в пер.": "в переводе",
    "гл. ред.": "главный редактор", "отв. ред.": "ответственный редактор", "ред.": "редактор",
    "гл. обр.": "главным образом", "авт.": "автор", "сост.": "составитель",
    "примеч.": "примечание", "прим.": "примечание", "тел.": "телефон", "ок.": "около",
    "доб.": "добавочный", "воскр.": "воскресенье", "p.s.": "постскриптум.",
    "ф.и.о.": "фамилия, имя, отчество",
    "рт.ст.": "ртутного столба", "ст.ст.": "старому стилю",
    "н.ст.": "новому стилю", "согл.": "согласно", "цит.": "цитируется",
    "каф.": "кафедры", "испр.": "исправленное",
    "доп.": "дополненное", "макс.": "максимум", "мин.": "минут",
    "руб.": "рублей", "коп.": "копеек", "тыс.": "тысяч",
    "млн.": "миллионов", "млрд.": "миллиардов",
    "р.х.": "Рождества Христова", "соч.": "сочинения",
    "собр. соч.": "собрание сочинений", "изд.": "издание", "букв.": "буквально",
    "устар.": "устаревшее", "род.": "родился", "ум.": "умер", "разг.": "разговорное",
    "мн.ч.": "множественное число", "ед.ч.": "единственное число",
    "уч.": "учёный", "зав.": "заведующий", "зам.": "заместитель",
}  # fmt: skip
_WITHOUT_STOP = {
    "д-р": "доктор", "гр-н": "гражданин", "гр-ка": "гражданка", "г-н": "господин",
    "г-на": "господина", "г-ну": "господину",
    "г-ном": "господином", "г-не": "господине", "г-жа": "госпожа", "г-жи": "госпожи",
    "г-же": "госпоже", "г-жу": "госпожу", "г-жой": "госпожой", "гг-да": "господа",
    "гос-во": "государство", "изд-во": "издательство", "изд-ва": "издательства",
    "о-во": "общество", "о-ва": "острова", "кол-во": "количество", "пр-во": "правительство",
    "ун-т": "университет", "ун-та": "университета", "ун-те": "университете", "ин-т": "институт",
    "ин-та": "института", "ин-те": "институте", "б-ка": "библиотека", "б-ки": "библиотеки",
    "т-во": "товарищество", "хоз-во": "хозяйство", "св-во": "свидетельство", "д-ра": "доктора",
    "д-ру": "доктору", "р-на": "района", "р-не": "районе", "пр-та": "проспекта",
    "пр-те": "проспекте", "пр-ту": "проспекту", "о-в": "остров", "о-ва ": "острова",
}  # fmt: skip
_ALONE = {
    "стр": "страница", "табл": "таблица", "ул": "улица", "пос": "посёлок",
    "гл": "глава", "пл": "площадь", "пр": "прочее", "др": "другие", "обл": "область",
}  # fmt: skip
_WORDS_TOO = frozenset(
    {
        "им", "род", "ум", "араб", "худ", "муж", "жен", "тур", "кит", "нем", "букв", "тел", "мин",
        "лат", "прим", "доп", "зав", "зам", "рус", "ср", "ред", "ит", "соч", "сост", "док", "перс",
    }
)  # fmt: skip
_COUNTED = frozenset(
    {"мин.", "руб.", "коп.", "тыс.", "млн.", "млрд.", "см.", "изд.", "соч.", "гр.", "тел."}
)
_FREE_FORM = re.compile(rf"(?:(?<=[^\w.-])|\A)({written_forms(_FREE)})(?![\w-])", re.IGNORECASE)
_STOPLESS = re.compile(rf"(?<![\w.-])({written_forms(_WITHOUT_STOP)})(?![\w-])", re.IGNORECASE)
_LEFT_ALONE = re.compile(rf"(?<![\w.-])({'|'.join(_ALONE)})\.", re.IGNORECASE)
_DAYS_IN_FULL = {
    "пн": "понедельник", "вт": "вторник", "чт": "четверг", "пт": "пятница", "сб": "суббота",
    "вс": "воскресенье",
}  # fmt: skip
_DAYS = re.compile(r"(?<![\w-])(пн|вт|чт|пт|сб|вс)(?:\.(?=[ ,:–-]))?(?!\w)")
_WEDNESDAY = re.compile(r"(?<![\w-])ср(?:\.(?=[ ,:–-]))?(?!\w)")
_FIGURE_NEXT = re.compile(rf"{GAP}?\d")
_INNER_SPACE = re.compile(GAP)
_WITHOUT_SPACES = {form.replace(" ", ""): words for form, words in _FREE.items()}
_LAST_WORD = re.compile(rf"(?<![{LETTER}-])([{LETTER}-]+)\.[^.{LETTER}]*\Z")
_LAST_PARTS = frozenset(re.split(r"[. -]", form[:-1])[-1] for form in _FREE) | {*_ALONE}
_NEARBY_CHARACTERS = 40
_UNIT_ALONE = re.compile(rf"(?<!\w)(за|на|в|каждый|один){GAP}(кг|км|м²|л|см)(?![\w/²³])")
_UNITS_ALONE = {"кг": "килограмм", "км": "километр", "м²": "квадратный метр", "л": "литр",
                "см": "сантиметр"}  # fmt: skip


def may_stand_in(text: str) -> bool:
    """Whether a text without other full stops has a short form at its end, or with a hyphen."""
    if ("-" in text and _STOPLESS.search(text)) or _DAYS.search(text):
        return True
    word = _LAST_WORD.search(text[-_NEARBY_CHARACTERS:])
    return word is not None and word[1].lower() in _LAST_PARTS


def in_full(text: str) -> str:
    """The text with its free short forms written out."""
    if "-" in text:
        text = _STOPLESS.sub(lambda f: as_written(f[1], _WITHOUT_STOP[f[1].lower()]), text)
    if "." in text:
        text = _FREE_FORM.sub(_free, text)
    if _DAYS.search(text):
        text = _DAYS.sub(lambda found: _DAYS_IN_FULL[found[1]], text)
        text = _WEDNESDAY.sub("среда", text)
    return _UNIT_ALONE.sub(lambda found: f"{found[1]} {_UNITS_ALONE[found[2]]}", text)


def left_in_full(text: str) -> str:
    """The text with those written out that neither a number nor a name took."""
    return _LEFT_ALONE.sub(
        lambda f: as_written(f[1], _ALONE[f[1].lower()]) + stop_at(f.string, f.end()), text
    )


def _free(found: re.Match[str]) -> str:
    text, end = found.string, found.end()
    short = _INNER_SPACE.sub("", found[1]).lower()
    if short in _COUNTED and text[max(0, found.start() - 2) : found.start()].strip().isdecimal():
        return found[0]  # a unit, which is the library's
    if short == "см." and CLOSED.match(text, end):
        return "сантиметров."
    are_initials = short == "и.о." and found[1].isupper()
    if are_initials or _is_only_a_word(short, text, end):
        return found[0]
    words = _WITHOUT_SPACES[short]
    if short == "тел." and case_asked(text, found.start()) == "d":
        words = "телефону"
    return as_written(found[1], words) + stop_at(text, end) * (words[-1] != ".")


def _is_only_a_word(short: str, text: str, end: int) -> bool:
    """Whether a sentence ends here with a word that only looks like a short form: дал им."""
    if short == "ок.":
        return not _FIGURE_NEXT.match(text, end)
    return short[:-1] in _WORDS_TOO and ends_sentence(text, end)
