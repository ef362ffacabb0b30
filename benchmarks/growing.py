"""Text for measuring: sentences grown from templates of our own, as long as one likes."""

import random
from collections.abc import Iterator

from tts.book import Heading, Metadata, Paragraph, PartRole
from tts.script import Phrase, Role, Script, Section, Span

_TEMPLATES = {
    "ru": (
        "{who} {when} {did} {what}, и {place} стало {how}.",
        "Когда {who} {did} {what}, {place} было {how}, а люди молчали.",
        "{place} {when} было {how}, поэтому {who} не {did} {what}.",
        "{who} {did} {what}.",
        "«Почему {place} так {how}?» — спросил тот, кто {when} {did} {what}.",
    ),
    "kk": (
        "{who} {when} {what} {did}, ал {place} {how} болды.",
        "{who} {what} {did} кезде, {place} {how} еді, ал адамдар үндемеді.",
        "{when} {place} {how} болғандықтан, {who} {what} іздеді.",
        "{who} {what} {did}.",
        "«{place} неге сонша {how}?» — деп сұрады {when} {what} тапқан {who}.",
    ),
}
_WORDS = {
    "ru": {
        "who": "старый учитель;мой сосед;пожилой мастер;молодой врач;почтальон;дед",
        "when": "вчера вечером;ранним утром;в конце зимы;после обеда;однажды летом",
        "did": "нашёл;прочитал;увидел;забыл;принёс;потерял",
        "what": "длинное письмо;тяжёлую книгу;зелёную тетрадь;карту города;ключи от дома",
        "place": "в саду;на берегу реки;в большом городе;за высокой горой;у самой дороги",
        "how": "тихо;светло;холодно;непривычно пусто;по-весеннему тепло",
    },
    "kk": {
        "who": "кәрі ұстаз;біздің көрші;жас дәрігер;атам;шебер қолөнерші;хат тасушы",
        "when": "кеше кешке;таң ертең;қыстың соңында;түстен кейін;бірде жазда",
        "did": "тапқан;оқыған;көрген;ұмытқан;әкелген;жоғалтқан",
        "what": "ұзақ хатты;ауыр кітапты;жасыл дәптерді;қаланың картасын;үйдің кілтін",
        "place": "бақта;өзен жағасында;үлкен қалада;биік таудың ар жағында;жол бойында",
        "how": "тыныш;жарық;салқын;бұрынғыдан бос;көктемдегідей жылы",
    },
}
_SECTION_CHARACTERS = 15_000
_PARAGRAPH_SENTENCES = 6


def grown_script(language: str, characters: int) -> Script:
    """A book of about that many characters, the same every time."""
    draw = random.Random(f"{language} {characters}")  # noqa: S311 - words, not secrets
    sentences = _sentences(language, draw)
    number = 0
    sections: list[Section] = []
    while characters > 0:
        paragraphs: list[Paragraph[Phrase]] = []
        left = min(characters, _SECTION_CHARACTERS)
        characters -= left
        number += 1
        heading = Heading(1, (_phrase(number, next(sentences), language),))
        while left > 0:
            texts = [next(sentences) for _ in range(_PARAGRAPH_SENTENCES)]
            left -= sum(map(len, texts))
            phrases = tuple(_phrase(number + n, text, language) for n, text in enumerate(texts, 1))
            number += len(texts)
            paragraphs.append(Paragraph(phrases))
        sections.append(
            Section(
                section_id=f"s{len(sections) + 1:04}",
                part=PartRole.BODY,
                level=1,
                heading=heading,
                blocks=tuple(paragraphs),
            )
        )
    metadata = Metadata(identifier="grown", title="Grown", language=language)
    return Script(metadata=metadata, sections=tuple(sections))


def _sentences(language: str, draw: random.Random) -> Iterator[str]:
    words = {slot: choices.split(";") for slot, choices in _WORDS[language].items()}
    seen = set[str]()
    while True:
        template = draw.choice(_TEMPLATES[language])
        text = template.format(**{slot: draw.choice(choices) for slot, choices in words.items()})
        if text not in seen:  # what is said twice is spoken once, and would flatter
            seen.add(text)
            yield text[0].upper() + text[1:]


def _phrase(number: int, text: str, language: str) -> Phrase:
    return Phrase(
        phrase_id=f"e{number:06}",
        role=Role.SENTENCE,
        spans=(Span(text, language),),
        language=language,
    )
