"""The sentence that a book without text says of its own accessibility, in our languages."""

from tts.forms.epub3.words import words_in

_SUMMARY = {
    "kk": "Бүкіл кітап синтезделген дауыспен оқылады; тақырыптар бойынша көшуге болады. "
    "Экранда көрсетілетін мәтіні жоқ.",
    "ru": "Вся книга прочитана синтезированной речью; есть переход по заголовкам. "
    "Текста для показа на экране нет.",
    "en": "The whole book is read by a synthetic voice; headings can be navigated. "
    "There is no text to show on a screen.",
}


def summary(language: str) -> str:
    """The sentence in the book's language; in English where we do not speak it."""
    words = words_in(language)
    return f"{_SUMMARY[words.language]} {words.not_assessed}"
