"""The words of the web pages, in the three languages of our readers."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""Each language by its own name; the first is what we speak when nobody asks for another."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "service": {"kk": "Дауыс кітапханасы", "ru": "Библиотека «Дауыс»", "en": "Dauys library"},
    "skip": {
        "kk": "Негізгі мазмұнға өту",
        "ru": "К основному содержанию",
        "en": "Skip to main content",
    },
    "languages": {"kk": "Бет тілі", "ru": "Язык страницы", "en": "Page language"},
    "books": {"kk": "Дыбысты кітаптар", "ru": "Говорящие книги", "en": "Talking books"},
    "no_books": {
        "kk": "Сөреде әзірге кітап жоқ.",
        "ru": "На полке пока нет книг.",
        "en": "There are no books on the shelf yet.",
    },
    "author": {"kk": "Авторы", "ru": "Автор", "en": "Author"},
    "length": {"kk": "Ұзақтығы", "ru": "Длительность", "en": "Length"},
    "listen": {"kk": "Тыңдау", "ru": "Слушать", "en": "Listen"},
    "listen_to": {"kk": "Тыңдау: {title}", "ru": "Слушать: {title}", "en": "Listen to {title}"},
    "download": {"kk": "Жүктеп алу", "ru": "Скачать", "en": "Download"},
    "daisy202": {"kk": "DAISY 2.02 (ZIP)", "ru": "DAISY 2.02 (ZIP)", "en": "DAISY 2.02 (ZIP)"},
    "daisy3": {"kk": "DAISY 3 (ZIP)", "ru": "DAISY 3 (ZIP)", "en": "DAISY 3 (ZIP)"},
    "epub3": {"kk": "EPUB 3, дыбысымен", "ru": "EPUB 3 со звуком", "en": "EPUB 3 with sound"},
    "audiobook": {
        "kk": "Readium аудиокітабы (.audiobook)",
        "ru": "Аудиокнига Readium (.audiobook)",
        "en": "Readium audiobook (.audiobook)",
    },
    "lpf": {
        "kk": "W3C аудиокітабы (.lpf)",
        "ru": "Аудиокнига W3C (.lpf)",
        "en": "W3C audiobook (.lpf)",
    },
    "mp3": {"kk": "MP3 файлдары (ZIP)", "ru": "Файлы MP3 (ZIP)", "en": "MP3 files (ZIP)"},
    "m4b": {
        "kk": "M4B, тараулары бар бір файл",
        "ru": "M4B, один файл с главами",
        "en": "M4B, one file with chapters",
    },
    "volume": {
        "kk": "{count} томның {number}-томы",
        "ru": "том {number} из {count}",
        "en": "volume {number} of {count}",
    },
    "brf": {
        "kk": "Брайль, BRF (ZIP, әр том бір файл)",
        "ru": "Брайль, BRF (ZIP, файл на том)",
        "en": "Braille, BRF (ZIP, a file for each volume)",
    },
    "pef": {
        "kk": "Брайль, PEF (бір файл)",
        "ru": "Брайль, PEF (один файл)",
        "en": "Braille, PEF (one file)",
    },
    "chapters": {"kk": "Тараулар", "ru": "Главы", "en": "Chapters"},
    "chapter_sound": {
        "kk": "Тараудың дыбысы: {title}",
        "ru": "Звук главы: {title}",
        "en": "Sound of the chapter: {title}",
    },
    "back": {"kk": "Сөреге оралу", "ru": "Назад к полке", "en": "Back to the shelf"},
    "runs": {"kk": "Күннің жеткізу сапарлары", "ru": "Маршруты дня", "en": "Runs of the day"},
    "courier": {"kk": "{number}-курьер", "ru": "Курьер {number}", "en": "Courier {number}"},
    "run_summary": {
        "kk": "Аялдама: {stops}. Жол: {km} км. Басталуы {start}, аяқталуы {end}.",
        "ru": "Остановок: {stops}. Путь: {km} км. Начало в {start}, конец в {end}.",
        "en": "{stops} stops, {km} km, from {start} to {end}.",
    },
    "arrival": {"kk": "Келу уақыты", "ru": "Прибытие", "en": "Arrival"},
    "stop": {"kk": "Аялдама", "ru": "Остановка", "en": "Stop"},
    "stop_name": {"kk": "{number}-аялдама", "ru": "Остановка {number}", "en": "Stop {number}"},
    "minutes": {"kk": "Минут", "ru": "Минут", "en": "Minutes"},
    "unassigned": {
        "kk": "Жоспарға сыймаған аялдамалар",
        "ru": "Не вошли в план",
        "en": "Not in the plan",
    },
    "not_found": {
        "kk": "Мұндай бет жоқ",
        "ru": "Такой страницы нет",
        "en": "There is no such page",
    },
}


def chosen(asked: str | None, accepted: str | None) -> str:
    """The page's language: the one asked for by name, else the best the browser accepts, else kk.

    `accepted` is the header Accept-Language (RFC 9110, section 12.5.4).
    """
    if asked in LANGUAGES:
        return str(asked)
    wishes = []
    for wish in (accepted or "")[:200].split(","):
        tag, _, weight = wish.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(wishes) if tag in LANGUAGES), next(iter(LANGUAGES)))


def word(key: str, language: str, **facts: object) -> str:
    """One phrase of a page, with its facts filled in."""
    return WORDS[key][language].format(**facts)


def length_words(seconds: float, language: str) -> str:
    """A length of sound in words: hours and minutes, or minutes and seconds."""
    hour, minute, second = {
        "kk": ("сағ", "мин", "сек"),
        "ru": ("ч", "мин", "с"),
        "en": ("h", "min", "s"),
    }[language]
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} {hour} {whole // 60 % 60} {minute}"
    return f"{whole // 60} {minute} {whole % 60} {second}" if whole >= 60 else f"{whole} {second}"
