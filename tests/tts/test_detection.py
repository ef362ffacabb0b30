"""The language of a sentence, where the mark-up says nothing."""

import pytest

from tests.tts import gold_languages, gold_sentences
from tts.text.detection import detect, main_language
from tts.text.languages import normalized

SHORT = {
    "kk": gold_languages.SHORT_KAZAKH.strip().splitlines(),
    "ru": gold_languages.SHORT_RUSSIAN.strip().splitlines(),
    "en": gold_languages.SHORT_ENGLISH.strip().splitlines(),
}
LONG = {
    "kk": gold_languages.LONG_KAZAKH.strip().splitlines(),
    "ru": gold_languages.LONG_RUSSIAN.strip().splitlines(),
    "en": gold_languages.LONG_ENGLISH.strip().splitlines(),
}
CUT = {
    "kk": gold_sentences.KAZAKH,
    "ru": gold_sentences.RUSSIAN,
    "en": gold_sentences.ENGLISH,
}
PRIORS = ("", "kk", "ru", "en")
LONG_ENOUGH = 30


def wrong(sentences: dict[str, list[str]], prior: str) -> list[str]:
    return [
        sentence
        for language, group in sentences.items()
        for sentence in group
        if detect(sentence, prior) != language
    ]


def test_the_suites_are_large_enough_to_mean_something() -> None:
    """At least 50 short Kazakh, 50 Russian and 20 English sentences, and 100 long ones."""
    assert [len(SHORT[language]) for language in ("kk", "ru", "en")] >= [50, 50, 20]
    assert sum(map(len, long_sentences().values())) >= 100


@pytest.mark.parametrize("prior", PRIORS)
def test_short_sentences_are_told_apart(prior: str) -> None:
    """Of 100 sentences of two or three words at least 95 are right, whatever stands around."""
    mistaken = wrong(SHORT, prior)
    assert len(mistaken) <= 0.05 * sum(map(len, SHORT.values())), mistaken


@pytest.mark.parametrize("prior", PRIORS)
def test_long_sentences_are_never_mistaken(prior: str) -> None:
    """A sentence of thirty characters has evidence enough against any prior."""
    assert wrong(long_sentences(), prior) == []


def long_sentences() -> dict[str, list[str]]:
    return {
        language: LONG[language]
        + [s for paragraph in CUT[language] for s in paragraph if len(s) >= LONG_ENOUGH]
        for language in LONG
    }


def test_one_kazakh_letter_in_a_common_word_decides() -> None:
    """A Russian voice would drop the letter; a Kazakh one reads every Russian letter."""
    assert detect("— Апай, «Көк есік» бар ма? — спрашивает школьник.", "ru") == "kk"


@pytest.mark.parametrize("prior", PRIORS)
def test_a_kazakh_name_leaves_a_russian_sentence_russian(prior: str) -> None:
    """Russian books are full of Kazakh names in their own spelling."""
    assert detect("Роман Мұхтара Әуезова стоит на полке № 3.", prior) == "ru"
    assert detect("Он жил в городе Өскемен.", prior) == "ru"
    assert detect("Их помнит только Қарлығаш Сапаровна...", prior) == "ru"


@pytest.mark.parametrize("prior", PRIORS)
def test_a_short_sentence_of_kazakh_names_is_kazakh(prior: str) -> None:
    """Where nothing speaks for Russian, the letters do."""
    assert detect("Ұлы Абай.", prior) == "kk"
    assert detect("ҚАЗАҚ ТІЛІ", prior) == "kk"


def test_a_foreign_name_does_not_change_the_language_of_a_paragraph() -> None:
    """One Kazakh word in a Russian page leaves the page Russian."""
    page = "Он жил в городе Өскемен и каждый вечер выходил на берег реки."
    assert main_language(page, "") == "ru"


def test_a_latin_i_inside_a_cyrillic_word_is_kazakh() -> None:
    """Old typescripts lack the Cyrillic і and put a Latin one."""
    assert detect("Бiлiм.", "ru") == "kk"


def test_an_english_title_leaves_a_russian_sentence_russian() -> None:
    """An English voice would spell the Cyrillic letters one by one."""
    assert detect("Журнал The New York Review of Books закрыт.", "en") == "ru"


@pytest.mark.parametrize("text", ["", "1991", "* * *", "…", "שלום"])
def test_without_evidence_the_prior_stands(text: str) -> None:
    """Digits, ornaments and scripts that are not ours."""
    assert detect(text, "kk") == "kk"


def test_a_book_in_another_language_is_believed() -> None:
    """We do not call German English, nor Kyrgyz Kazakh."""
    assert detect("Guten Morgen, liebe Kinder!", "de") == "de"
    assert detect("Үңкүрдө күн көрүнбөйт.", "ky") == "ky"


@pytest.mark.parametrize(
    ("tag", "ours"),
    [
        ("kk-KZ", "kk"),
        ("kaz", "kk"),
        ("KK", "kk"),
        ("kk-Latn", "kk"),
        ("rus", "ru"),
        ("ru_RU", "ru"),
        ("eng", "en"),
        ("en-GB", "en"),
        (" Русский ", "ru"),
        ("de-AT", "de-AT"),
        ("und", ""),
        ("", ""),
        ("no such tag", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_tag_is_written_in_one_way(tag: str, ours: str) -> None:
    """Whatever a source calls Kazakh, Russian or English; unknown tags stay."""
    assert normalized(tag) == ours
