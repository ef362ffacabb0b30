"""A library's own list decides how its names and words are said, and nothing else changes."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tts.lexicons import entry, lexicon, pattern
from tts.lexicon.entry import BadEntry, Case, Entry, Kind
from tts.lexicon.lexicon import NO_LEXICON
from tts.lexicon.patterns import MOST_WAYS, MOST_WAYS_TOGETHER, safe_pattern
from tts.text.phonemes import BEGIN, END, as_phonemes, has_phonemes, shown

SMALL = lexicon(
    entry("Әуезов", "Ауэзов", "kk"),
    entry("Әуезов үйі", "Әуезовтің үйі", "kk"),
    entry("ДТП", "дэ тэ пэ"),
    entry("роза", "р+оза"),
    entry("Роза", "имя"),
    entry("за\u0301мок", "крепость"),
    entry("кара-су", "карасу"),
    entry("об'ём", "объём"),
    entry("и т. п.", "и тому подобное"),
    entry("C++", "си плюс плюс", "en"),
    entry("Nguyen", "Nwin", "en"),
    entry("US", "United States", "en"),
    entry("iPhone", "eye phone", "en", case=Case.ANY),
    pattern(r"(\d{1,4}) ?млн", r"\1 миллионов"),
    pattern(r"(Жанабай)(у|а|ем)?", r"Джанаб+ай\2"),
)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("kk", "Бұл Әуезов.", "Бұл Ауэзов."),
        ("kk", "Бұл Әуезов үйі.", "Бұл Әуезовтің үйі."),
        ("kk", "Бұл Әуезов  үйі.", "Бұл Әуезовтің үйі."),
        ("kk", "Бұл Әуезов\u00a0үйі.", "Бұл Әуезовтің үйі."),
        ("kk", "Әуезовтің, Әуезов-ата, әуезов", "Әуезовтің, Әуезов-ата, әуезов"),
        ("kk", "ӘУЕЗОВ", "Ауэзов"),
        ("kk", "ДТП", "ДТП"),
        ("ru", "ДТП, «ДТП» и дтп; ДТПс", "дэ тэ пэ, «дэ тэ пэ» и дтп; ДТПс"),
        ("ru", "роза, Роза, РОЗА, розаРоза", "р+оза, имя, имя, розаРоза"),
        ("ru", "за\u0301мок, замо\u0301к, замок", "крепость, замо\u0301к, замок"),
        ("ru", "ро\u0301за, ро\u00adза", "р+оза, р+оза"),
        ("ru", "кара\u2011су и кара-су-2", "карасу и кара-су-2"),
        ("ru", "об’ём", "объём"),
        ("ru", "и т. п.!", "и тому подобное!"),
        ("ru", "5 млн, 70млн, 5 млнов", "5 миллионов, 70 миллионов, 5 млнов"),
        ("ru", "Жанабай, Жанабаю, Жанабайу", "Джанаб+ай, Жанабаю, Джанаб+айу"),
        ("en", "C++, Nguyen, not Nguyen's", "си плюс плюс, Nwin, not Nguyen's"),
        ("en", "the US told us", "the United States told us"),
        ("en", "IPHONE, iphone", "eye phone, eye phone"),
        ("en-GB", "‘Nguyen’", "‘Nwin’"),
        ("de", "Nguyen", "Nguyen"),
    ],
)  # fmt: skip
def test_an_entry_is_said_where_it_stands_alone(language: str, text: str, said: str) -> None:
    """The longest first, whole words, with its capitals, in its language."""
    assert SMALL.say(text, language) == said


def test_a_later_layer_wins_and_leaves_the_rest() -> None:
    """A book knows better than its network, also with a pattern against a word."""
    network = lexicon(entry("Орал", "горы"), entry("Есиль", "река"), entry("А1", "дорога"))
    both = network.with_layer([entry("Орал", "город"), pattern(r"А(\d)", r"трасса \1")], "book")
    assert both.say("Орал, Есиль, А1", "ru") == "город, река, трасса 1"
    assert both.sources == ("test.pls", "book")


def test_within_a_layer_the_strictest_case_wins() -> None:
    """Exactly as written before any capitals, whatever the order in the file."""
    both = lexicon(entry("Is", "any", case=Case.ANY), entry("IS", "exact", case=Case.EXACT))
    assert both.say("IS is Is", "ru") == "exact any any"


def test_what_is_said_is_not_looked_up_again() -> None:
    """Entries that name each other would go round for ever."""
    both = lexicon(entry("один", "два"), entry("два", "один"))
    assert both.say("один два", "ru") == "два один"


def test_groups_come_into_the_said_form() -> None:
    """One that took no part is empty; a backslash may be said, too."""
    assert lexicon(pattern(r"(a)|(b)", r"[\1\2]\\")).say("a b", "ru") == "[a]\\ [b]\\"


def test_phonemes_go_to_a_voice_that_reads_them_only() -> None:
    """Another says the said form, or what is written."""
    both = lexicon(entry("замок", "зАмок", phonemes="z'amak"), entry("дом", phonemes="d'om"))
    assert shown(both.say("замок, дом", "ru", alphabet="x-espeak")) == "[[z'amak]], [[d'om]]"
    assert both.say("замок, дом", "ru") == "зАмок, дом"


def test_a_text_cannot_bring_marks_of_its_own() -> None:
    """Only an entry makes phonemes."""
    text = f"{BEGIN}z'amak{END} [[z'amak]]"
    for words in (NO_LEXICON, SMALL):
        said = words.say(text, "ru", alphabet="x-espeak")
        assert not has_phonemes(said)
        assert said == "z'amak [[z'amak]]"


def test_the_version_tells_what_is_said_and_not_how_it_is_tried() -> None:
    """So that editions can be compared."""
    one, same, other = (lexicon(entry("а", said), entry("б", "в")) for said in ("я", "я", "ю"))
    assert one.version == same.version != other.version
    assert NO_LEXICON.version == ""


LETTERS = st.text(alphabet="абАБәһaB1-' .\u0301’", max_size=40)


@given(LETTERS, st.text(alphabet="xyz", min_size=1, max_size=3))
def test_text_without_entries_stays_and_each_entry_is_said(text: str, said: str) -> None:
    """Whatever stands around it."""
    assert lexicon(entry("щука", said)).say(text, "ru") == unicodedata.normalize("NFC", text)
    framed = f"{text} , щука , {text}"
    assert said in lexicon(entry("щука", said)).say(framed, "ru")


SHORT = st.text(max_size=5)


@given(st.text(max_size=30), st.lists(st.tuples(SHORT, SHORT), max_size=5))
def test_any_text_with_any_entries_is_said(text: str, pairs: list[tuple[str, str]]) -> None:
    """Nothing fails; what is no entry is refused."""
    entries = []
    for written, said in pairs:
        with suppress(BadEntry):
            entries.append(entry(written, said))
    lexicon(*entries).say(text, "ru", alphabet="x-espeak")


def test_many_entries_cost_no_more_than_few() -> None:
    """Thirty thousand entries, a hundred thousand characters: one walk, where trying each entry
    would take hours; and the longest phrase is tried at every word."""
    words = [entry(f"слово{number}", "да") for number in range(30_000)]
    many = lexicon(*words, entry(" ".join(["а"] * 90) + " я", "нет"))
    text = "слово77 а а " * 8_000
    assert many.say(text, "ru") == text.replace("слово77", "да")


@pytest.mark.parametrize(
    "hostile",
    [
        "(a+)+b", "(a*)*", "(a|a)*b", "(a|aa)+$", "a**", "a{1,9}{1,9}", "(?:a?){30}a{30}",
        "(x+x+)+y", "a?", "[]", "[^]", "[]a]", "[^]a]", r"\p", "*a", "a*?", "a++", "(a|b|c){2}",
        r"\w+\w+\w+\w+x", "a{5000}", "a{2,1}", "(?=a+)b", "(?!a)b", "(?<=a)b", "(?P<n>a)", "(?i)a",
        r"(a)\1", "^a", "a$", "(", ")", "[", "[[a]]", "a|", "",
        "(" * 30 + "a" + ")" * 30, "(a|b)" * 10, r"\b*", "[z-a]", r"a\Z", "{3}", "(?#c)", "a(?>b)",
    ],
)  # fmt: skip
def test_a_pattern_that_could_run_away_is_refused(hostile: str) -> None:
    """In one sentence, before any text is touched."""
    with pytest.raises(BadEntry, match=r"\.$"):
        safe_pattern(pattern(hostile))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\w+[а-яa]+b", "a" * 10_000),
        (r"\w*a{0,30}b", "a" * 10_000),
        (r"(?:a|a|a)a{0,30}[ab]{0,9}c", "a " * 5_000),
        (r".+.+c", "." * 10_000),
        (r"(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)aaaaaaaaac", "aa " * 3_000),
    ],
)
def test_the_worst_pattern_that_is_allowed_ends_in_a_moment(written: str, text: str) -> None:
    """Ten thousand characters that nearly fit, everywhere."""
    assert lexicon(pattern(written, "x")).say(text, "ru") == text


def test_patterns_together_have_a_bound() -> None:
    """Each may be nearly the worst, all together not."""
    worst = pattern(r"\w+\w+b")
    most = MOST_WAYS_TOGETHER // safe_pattern(worst).ways
    assert safe_pattern(worst).ways <= MOST_WAYS
    lexicon(*[worst] * most)
    with pytest.raises(BadEntry, match="of one language"):
        lexicon(*[worst] * (most + 1))


@given(
    st.text(alphabet=r"ab()[]|?*+{}1,9\dw.^$-", max_size=12),
    st.text(alphabet="ab19 .", max_size=60),
)
def test_any_pattern_is_refused_or_safe(written: str, text: str) -> None:
    """Never an exception of the compiler."""
    try:
        words = lexicon(pattern(written, "x"))
    except BadEntry:
        return
    words.say(text, "ru")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"written": " "}, "empty"),
        ({"said": ""}, "Nothing is said"),
        ({"language": "??"}, "no language"),
        ({"language": "kk-KZ"}, "no language"),
        ({"phonemes": "a"}, "alphabet"),
        ({"phonemes": "a]]b", "alphabet": "x-espeak"}, "brackets"),
        ({"phonemes": "a[[b", "alphabet": "x-espeak"}, "brackets"),
        ({"phonemes": "жа", "alphabet": "x-espeak"}, "ASCII"),
        ({"written": "я" * 201}, "201"),
        ({"said": "я" * 501}, "501"),
    ],
)
def test_an_entry_that_cannot_be_used_says_why(changed: dict[str, str], says: str) -> None:
    """In words for whoever keeps the list."""
    facts = {"written": "слово", "said": "слава", "language": "ru"} | changed
    with pytest.raises(BadEntry, match=says):
        Entry(kind=Kind.WORD, **facts)  # type: ignore[arg-type]


def test_a_said_form_asks_only_for_groups_that_are_there() -> None:
    """Else a part of the word would be lost."""
    with pytest.raises(BadEntry, match="group"):
        safe_pattern(pattern("(a)b", r"\2"))


def test_marks_are_for_us_alone() -> None:
    """A stretch of phonemes holds no other."""
    assert as_phonemes(f"a{END}b") == f"{BEGIN}ab{END}"
