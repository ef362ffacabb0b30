"""What letters are called in each language, as data: Latin, Greek and the signs that are letters.

Written so that a voice says the name and nothing else: a Kazakh voice takes a lone у for the glide,
an English one takes a for the article and xi for eleven.
"""

import unicodedata

LANGUAGES = ("kk", "ru", "en")


def by_language(table: str) -> dict[str, dict[str, str]]:
    """For each language what a line says: sign | Kazakh | Russian | English."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for line in filter(None, map(str.strip, table.splitlines())):
        signs, *words = (cell.strip() for cell in line.split(" | "))
        for sign in signs.split():
            for language, said in zip(LANGUAGES, words, strict=True):
                found[language][sign] = said
    return found


LATIN = by_language("""
    a | а | а | eh
    b | бэ | бэ | bee
    c | цэ | цэ | see
    d | дэ | дэ | dee
    e | е | е | ee
    f | эф | эф | ef
    g | жэ | жэ | gee
    h | аш | аш | aitch
    i | и | и | eye
    j | йот | йот | jay
    k | ка | ка | kay
    l | эль | эль | el
    m | эм | эм | em
    n | эн | эн | en
    o | о | о | oh
    p | пэ | пэ | pee
    q | кю | ку | cue
    r | эр | эр | ar
    s | эс | эс | ess
    t | тэ | тэ | tee
    u | ұу | у | you
    v | вэ | вэ | vee
    w | дубль вэ | дубль вэ | double you
    x | икс | икс | ex
    y | игрек | игрек | why
    z | зет | зет | zed
    ı | нүктесіз и | и без точки | dotless eye
    ȷ | нүктесіз йот | йот без точки | dotless jay
""")

GREEK = by_language("""
    α | альфа | альфа | alpha
    β | бета | бета | beta
    γ | гамма | гамма | gamma
    δ | дельта | дельта | delta
    ε ϵ | эпсилон | эпсилон | epsilon
    ζ | дзета | дзета | zeta
    η | эта | эта | eta
    θ ϑ | тета | тета | theta
    ι | йота | йота | iota
    κ ϰ | каппа | каппа | kappa
    λ | лямбда | лямбда | lambda
    μ µ | мю | мю | mu
    ν | ню | ню | nu
    ξ | кси | кси | zigh
    ο | омикрон | омикрон | omicron
    π ϖ | пи | пи | pi
    ρ ϱ | ро | ро | rho
    σ ς | сигма | сигма | sigma
    τ | тау | тау | tau
    υ | ипсилон | ипсилон | upsilon
    φ ϕ | фи | фи | phi
    χ | хи | хи | chi
    ψ | пси | пси | psi
    ω | омега | омега | omega
""")

CYRILLIC = by_language("""
    б | бе | бэ | beh
    в | ве | вэ | veh
    г | ге | гэ | geh
    д | де | дэ | deh
    ж | же | жэ | zheh
    з | зе | зэ | zeh
    й | йот | и краткое | short ee
    к | ка | ка | kah
    л | эл | эль | el
    м | эм | эм | em
    н | эн | эн | en
    п | пе | пэ | peh
    р | эр | эр | err
    с | эс | эс | ess
    т | те | тэ | teh
    ф | эф | эф | ef
    х | ха | ха | hah
    ц | це | цэ | tseh
    ч | че | че | cheh
    ш | ша | ша | shah
    щ | ща | ща | shchah
    ъ | айыру белгісі | твёрдый знак | hard sign
    ь | жіңішкелік белгісі | мягкий знак | soft sign
    ғ | ға | гэ | gha
    қ | қа | ка | qa
    ң | ың | эн | nga
    һ | һа | ха | hah
""")

NAMED = by_language("""
    ℝ | нақты сандар жиыны | множество действительных чисел | the real numbers
    ℕ | натурал сандар жиыны | множество натуральных чисел | the natural numbers
    ℤ | бүтін сандар жиыны | множество целых чисел | the integers
    ℚ | рационал сандар жиыны | множество рациональных чисел | the rational numbers
    ℂ | комплекс сандар жиыны | множество комплексных чисел | the complex numbers
    ℓ | жазба эль | рукописная эль | script el
    ℏ ħ | аш сызықпен | аш с чертой | aitch bar
    ℵ | алеф | алеф | aleph
    ℑ | жорамал бөлігі | мнимая часть | imaginary part
    ℜ | нақты бөлігі | действительная часть | real part
    ℘ | вейерштрасс пэ | пэ Вейерштрасса | Weierstrass pee
    Å | ангстрем | ангстрем | angstrom
    Ω | бас омега | большая омега | capital omega
""")

FACES = by_language("""
    bold | қалың | жирная | bold
    double-struck | қос сызықты | двойная | double-struck
    script | жазба | рукописная | script
    fraktur | готикалық | готическая | fraktur
    capital | бас | большая | capital
""")

_FACE_NAMES = {
    "BOLD": "bold", "DOUBLE-STRUCK": "double-struck", "SCRIPT": "script", "FRAKTUR": "fraktur",
    "BLACK-LETTER": "fraktur",
}  # fmt: skip
_ROMAN_FOR_ENGLISH = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
        "ae gh q ng oe u ue h i".replace("_", "\x00").split(" "),
        strict=True,
    )
)


def face_of(letter: str, variant: str) -> str:
    """How a letter is set, where that tells one sign from another: "bold", "script"… or ""."""
    if variant in FACES["en"]:
        return variant
    if variant.startswith("bold"):
        return "bold"
    name = unicodedata.name(letter, "")
    if not name.startswith(("MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER")):
        return ""
    return next((face for word, face in _FACE_NAMES.items() if word in name), "")


def letter_in_words(letter: str, language: str, variant: str = "") -> str | None:
    """What a letter of any alphabet is called with its case and face; None if it has no name."""
    if letter in NAMED[language]:
        return NAMED[language][letter]
    face = face_of(letter, variant)
    plain = unicodedata.normalize("NFKC", letter)
    small = plain.lower()
    name = next(
        (t[language][small] for t in (LATIN, GREEK, CYRILLIC) if small in t[language]), None
    )
    if name is None and unicodedata.name(small[:1] or " ", "").startswith("CYRILLIC"):
        name = in_latin(small) if language == "en" else small
    if name is None:
        return None
    case = "capital" if plain != small else ""
    return " ".join([*(FACES[language][one] for one in (face, case) if one), name])


def in_latin(text: str) -> str:
    """Cyrillic words in letters that an English voice reads."""
    return "".join(_roman(letter) for letter in text).replace("\x00", "")


def _roman(letter: str) -> str:
    roman = _ROMAN_FOR_ENGLISH.get(letter.lower(), letter)
    return roman.upper() if letter.isupper() and len(roman) == 1 else roman


def is_vowelless(word: str) -> bool:
    """A Cyrillic short form that nobody can pronounce, and that is spelled."""
    return not set(word.lower()) & set("аәеёиоөуұүыіэюя")
