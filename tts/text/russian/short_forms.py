"""Russian short forms in full: т. д., им., ул., проф., к. ф. н.

The full stop of a short form goes, because a voice rests at it; one that ends the text stays.
Those that lean on a figure (т. 2, с. 15) are in `numbering`; г. and в. after a number are the
library's.
"""

import re

from tts.text.russian.agreement import agreeing
from tts.text.russian.letters import CAPITAL, CLOSED, GAP, LETTER, SMALL
from tts.text.russian.nouns import NOUNS, case_asked

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
    "гл. обр.": "главным образом", "авт.": "автор", "сост.": "составитель", "худ.": "художник",
    "примеч.": "примечание", "прим.": "примечание", "тел.": "телефон", "ок.": "около",
    "доб.": "добавочный", "воскр.": "воскресенье", "p.s.": "постскриптум",
    "макс.": "максимум", "об.": "оборот", "мин.": "минут", "руб.": "рублей", "коп.": "копеек", "тыс.": "тысяч",
    "млн.": "миллионов", "млрд.": "миллиардов", "обл. центр": "областной центр",
    "ж.-д.": "железнодорожный", "р.х.": "Рождества Христова", "соч.": "сочинения",
    "собр. соч.": "собрание сочинений", "изд.": "издание", "букв.": "буквально",
    "устар.": "устаревшее", "род.": "родился", "ум.": "умер", "разг.": "разговорное", "гос.": "государственный", "жен.": "женский",
    "муж.": "мужской", "мн.ч.": "множественное число", "ед.ч.": "единственное число",
    "моск.": "московский", "уч.": "учёный", "зав.": "заведующий", "зам.": "заместитель",
}  # fmt: skip
_WITHOUT_STOP = {
    "д-р": "доктор", "г-н": "господин", "г-на": "господина", "г-ну": "господину",
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
_PLACES = {
    "г": "город", "ул": "улица", "пр": "проспект", "пр-т": "проспект", "просп": "проспект",
    "пер": "переулок", "б-р": "бульвар", "бул": "бульвар", "пл": "площадь", "мкр": "микрорайон",
    "мкрн": "микрорайон", "м-н": "микрорайон", "пос": "посёлок", "п": "посёлок", "с": "село",
    "д": "деревня", "дер": "деревня", "р": "река", "оз": "озеро", "ст": "станция", "хр": "хребет",
    "р-н": "район", "обл": "область", "о": "остров", "ост": "остановка",
}  # fmt: skip
_ALONE = {
    "стр": "страница", "рис": "рисунок", "табл": "таблица", "ул": "улица", "пос": "посёлок",
    "гл": "глава", "пл": "площадь", "пр": "прочее", "др": "другие", "обл": "область",
}  # fmt: skip
_AGREEING = {
    "ж/д": "железнодорожный", "ж.-д.": "железнодорожный", "с/х": "сельскохозяйственный",
    "с.-х.": "сельскохозяйственный", "т.н.": "так называемый", "т. н.": "так называемый",
}  # fmt: skip
_TITLES = {
    "проф": "профессор",
    "акад": "академик",
    "доц": "доцент",
    "инж": "инженер",
    "тов": "товарищ",
    "т": "товарищ",
    "гр": "гражданин",
    "д-р": "доктор",
    "г-н": "господин",
}
_BY_SURNAME = (
    (("ова", "ева", "ёва", "ина", "ого", "его"), "g"), (("ову", "еву", "ину", "ому", "ему"), "d"),
    (("овым", "евым", "иным", "ским", "цким"), "i"), (("ове", "еве", "ине"), "p"),
)  # fmt: skip
_VERB_OR_NAME = re.compile(
    rf"(?:[{SMALL}]+(?:л|ла|ли|ет|ит|ут|ют|ат|ят|лся|лась)|[.,:;!?«(—-])[ \u00a0]*\Z"
)
_RANKS = {"ст.": "старший", "мл.": "младший"}
_SAINTS_OF = frozenset(
    "Петра Павла Иоанна Марка Луки Георгия Николая Андрея Михаила Сергия".split()
)
_REGIONS = {
    "обл": ("область", {"ая": "n", "ую": "a", "ой": "g"}),
    "р-н": ("район", {"ий": "n", "ый": "n", "ого": "g", "ому": "d", "ом": "p", "им": "i"}),
}  # fmt: skip


def _written(forms: set[str]) -> str:
    """Any of the forms, with or without spaces after their inner full stops."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(
        re.escape(form[:-1]).replace(r"\.", rf"\.{GAP}?").replace(r"\ ", GAP) + re.escape(form[-1])
        for form in longest_first
    )


_FREE_FORM = re.compile(
    rf"(?:(?<=[^\w.-])|\A)(?<!\d[ \u00a0])({_written({*_FREE})})(?![\w-])", re.IGNORECASE
)
_STOPLESS = re.compile(rf"(?<![\w.-])({_written({*_WITHOUT_STOP})})(?![\w-])", re.IGNORECASE)
_PLACE = re.compile(
    rf"(?<![\w.-])(?<!\d[ \u00a0])({'|'.join(sorted(_PLACES, key=len, reverse=True))}|"
    rf"{'|'.join(sorted((short.capitalize() for short in _PLACES), key=len, reverse=True))})"
    rf"(?:(?<=-[тнр])(?={GAP})|\.){GAP}?"
    rf"(?=[«\"„“]?(?:[{CAPITAL}][{SMALL}-]|\d{{1,2}}-[йяе]{GAP}[{CAPITAL}]))"
)
_ADJECTIVE = re.compile(
    rf"(?<![\w.])({'|'.join(_written({form}) for form in _AGREEING)}){GAP}([«\"„“]?)([{SMALL}]+)",
    re.IGNORECASE,
)
_RANK = re.compile(
    rf"(?<![\w.])(ст\.|мл\.){GAP}(?=преподавател|сержант|лейтенант|науч|инспектор|инженер|"
    rf"сотрудник|матрос|прапорщик|советник)",
    re.IGNORECASE,
)
_SAINT = re.compile(rf"(?<![\w.])(св\.){GAP}([{CAPITAL}][{SMALL}]+)", re.IGNORECASE)
_REGION = re.compile(
    rf"(?<=[{SMALL}])(ая|ую|ой|ий|ый|ого|ому|ом|им)({GAP})(обл\.|р-н|р-н\.)(?![\w-])"
)
_LAST_WORD = re.compile(rf"([{LETTER}-]+)\.[^.{LETTER}]*\Z")
_LAST_PARTS = frozenset(re.split(r"[. -]", form[:-1])[-1] for form in _FREE) | {*_PLACES}
_NEARBY_CHARACTERS = 40
_LEFT_ALONE = re.compile(rf"(?<![\w.-])({'|'.join(_ALONE)})\.", re.IGNORECASE)
_UNIT_ALONE = re.compile(rf"(?<!\w)(за|на|в|каждый|один){GAP}(кг|км|м²|л|см)(?![\w/²³])")
_UNITS_ALONE = {"кг": "килограмм", "км": "километр", "м²": "квадратный метр", "л": "литр",
                "см": "сантиметр"}  # fmt: skip
_MILLENNIUM = re.compile(rf"(?<![\w.])([IVX]{{1,4}}){GAP}тыс\.(?={GAP}(?:до{GAP})?н\.)")
_TITLED = re.compile(
    rf"(?<![\w.-])(?<!\d[ \u00a0])({'|'.join([*_TITLES, *(t.capitalize() for t in _TITLES)])})(?:(?<=-[рн])|\.)"
    rf"{GAP}((?:[{CAPITAL}][{SMALL}]?\.{GAP}?|(?:[{SMALL}]{{2,4}}|[АЕИОУЭЮЯ]|ии){GAP}(?=[{CAPITAL}а-я])){{0,3}})([{CAPITAL}][{SMALL}]+)"
)
_CUBIC = re.compile(rf"(\d){GAP}?(кв|куб)\.{GAP}?(км|м|см|дм|мм)(?![{LETTER}])")


def may_stand_in(text: str) -> bool:
    """Whether a plain text has a short form at its end, or one with a hyphen."""
    word = _LAST_WORD.search(text[-_NEARBY_CHARACTERS:])
    return (word is not None and word[1].lower() in _LAST_PARTS) or (
        "-" in text and bool(_STOPLESS.search(text) or _PLACE.search(text))
    )


def before_numbers(text: str) -> str:
    """Short forms that stand before a name, written out while it still is one."""
    text = _MILLENNIUM.sub(_millennium, text)
    text = _PLACE.sub(_place, text)
    text = _CUBIC.sub(lambda f: f"{f[1]} {f[3]}{'²' if f[2] == 'кв' else '³'}", text)
    text = _TITLED.sub(_titled, text)
    text = _REGION.sub(_region, text)
    text = _RANK.sub(lambda found: _as_written(found[1], _RANKS[found[1].lower()]) + " ", text)
    text = _SAINT.sub(_saint, text)
    return _ADJECTIVE.sub(_adjective, text)


def in_full(text: str) -> str:
    """The text with its other short forms written out."""
    if "-" in text:
        text = _STOPLESS.sub(lambda f: _as_written(f[1], _WITHOUT_STOP[f[1].lower()]), text)
    if "." in text:
        text = _FREE_FORM.sub(_free, text)
    return _UNIT_ALONE.sub(lambda found: f"{found[1]} {_UNITS_ALONE[found[2]]}", text)


def left_in_full(text: str) -> str:
    """The text with those written out that neither a number nor a name took."""
    if "." not in text:
        return text
    return _LEFT_ALONE.sub(
        lambda found: _as_written(found[1], _ALONE[found[1].lower()]) + _stop(found), text
    )


def _as_written(short: str, words: str) -> str:
    """Small or with a capital, as the short form was."""
    return words[0].upper() + words[1:] if short[0].isupper() else words


def _stop(found: re.Match[str]) -> str:
    return "." if CLOSED.match(found.string, found.end()) else ""


def _free(found: re.Match[str]) -> str:
    short = re.sub(rf"(?<=\.){GAP}", "", found[1]).lower().replace("\u00a0", " ")
    words = _FREE.get(short) or _FREE.get(found[1].lower().replace("\u00a0", " ")) or _spaced(short)
    if words is None:
        return found[0]
    if words == "телефон" and case_asked(found.string, found.start()) == "d":
        words = "телефону"
    return _as_written(found[1], words) + _stop(found) * found[1].endswith(".")


def _spaced(short: str) -> str | None:
    """Forms that are kept with a space inside: "прим. авт." comes without."""
    return _FREE.get(short.replace(".", ". ", 1))


def _place(found: re.Match[str]) -> str:
    short = found[1].lower()
    if short in ("о", "п", "пер", "ст", "д", "с", "р") and found[1][0].isupper():
        return found[0]
    noun = NOUNS[_PLACES[short]]
    return _as_written(found[1], noun.in_case(case_asked(found.string, found.start()))) + " "


def _millennium(found: re.Match[str]) -> str:
    case = case_asked(found.string, found.start())
    return f"{found[1]} {NOUNS['тысячелетие'].in_case(case)}"


def _titled(found: re.Match[str]) -> str:
    """A title in the case of the surname; a woman's in -ова is told by what stands before."""
    title, names, surname = found.groups()
    words = _TITLES[title.lower()]
    before = found.string[max(0, found.start() - _NEARBY_CHARACTERS) : found.start()]
    case = next((case for endings, case in _BY_SURNAME if surname.endswith(endings)), "n")
    if case == "g" and (not before.strip() or _VERB_OR_NAME.search(before)):
        case = "n"
    asked = case_asked(found.string, found.start())
    words = _declined(words, asked if asked in "gd" else case)
    return f"{_as_written(title, words)} {names}{surname}"


def _declined(person: str, case: str) -> str:
    """A man's title, as профессор and гражданин are declined."""
    ending = {"n": "", "g": "а", "d": "у", "a": "а", "i": "ом", "p": "е"}[case]
    return person + ending.replace("ом", "ем" if person.endswith("щ") else "ом")


def _region(found: re.Match[str]) -> str:
    name, cases = _REGIONS[found[3].rstrip(".")]
    case = cases.get(found[1])
    if case is None:
        return found[0]
    stop = "." * (found[3].endswith(".") and bool(CLOSED.match(found.string, found.end())))
    return found[1] + found[2] + NOUNS[name].in_case(case) + stop


def _saint(found: re.Match[str]) -> str:
    name = found[2]
    if name in _SAINTS_OF:
        word = "святого"
    elif name.endswith(("а", "я")):
        word = "святая"
    else:
        word = {"ы": "святой", "и": "святой", "у": "святому", "е": "святом"}.get(name[-1], "святой")
    return f"{_as_written(found[1], word)} {name}"


def _adjective(found: re.Match[str]) -> str:
    short = re.sub(rf"(?<=\.){GAP}", "", found[1]).lower()
    words = agreeing(_AGREEING[short], found[3], case_asked(found.string, found.start()))
    return f"{_as_written(found[1], words)} {found[2]}{found[3]}"
