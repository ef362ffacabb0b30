"""The few words that a form adds to a book, in Kazakh, Russian and English."""

WORDS: dict[str, dict[str, str]] = {
    "kk": {
        "pagenum": "Бет нөмірі",
        "noteref": "Ескертпе белгісі",
        "note": "Ескертпе",
        "notes": "Ескертпелер",
        "table": "Кесте",
        "list": "Тізім",
        "nobody": "Авторы белгісіз",
    },
    "ru": {
        "pagenum": "Номер страницы",
        "noteref": "Знак примечания",
        "note": "Примечание",
        "notes": "Примечания",
        "table": "Таблица",
        "list": "Список",
        "nobody": "Автор неизвестен",
    },
    "en": {
        "pagenum": "Page number",
        "noteref": "Note mark",
        "note": "Note",
        "notes": "Notes",
        "table": "Table",
        "list": "List",
        "nobody": "Unknown author",
    },
}


def own_words(language: str) -> str:
    """The language of ours that suits a book in `language`: its own, else English."""
    first = language.lower().partition("-")[0]
    return first if first in WORDS else "en"
