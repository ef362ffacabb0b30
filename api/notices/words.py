"""The words of every notice in Kazakh, Russian and English.

A subject names neither title nor reader: it is seen on locked screens and in lists of letters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from access.notices.records import NoticeKind
from access.people.records import Way
from access.requests.records import Refusal, RequestKind
from api.notices.visit_words import (
    NEXT_DAY,
    NO_DAY_YET,
    VISIT_SENTENCES,
    VISIT_SUBJECTS,
    visit_why,
)

LANGUAGES = ("kk", "ru", "en")
LONGEST_TITLE, LONGEST_TITLE_SMS = 200, 70

SUBJECTS: Mapping[NoticeKind, Mapping[str, str]] = {
    NoticeKind.READY: {
        "kk": "Кітап дайын",
        "ru": "Книга готова",
        "en": "A book is ready",
    },
    NoticeKind.DELAYED: {
        "kk": "Кітап кешігіп жатыр",
        "ru": "Книга задерживается",
        "en": "A book is delayed",
    },
    NoticeKind.FAILED: {
        "kk": "Өтінімді орындау мүмкін болмады",
        "ru": "Заявку выполнить не удалось",
        "en": "A request could not be met",
    },
    NoticeKind.DUE: {
        "kk": "Кітапты қайтару мерзімі",
        "ru": "Срок возврата книги",
        "en": "A book is due back",
    },
    NoticeKind.NEXT_IN_SERIES: {
        "kk": "Топтаманың келесі кітабы",
        "ru": "Следующая книга серии",
        "en": "The next book of a series",
    },
    **VISIT_SUBJECTS,
}

READY: Mapping[RequestKind, Mapping[str, str]] = {
    RequestKind.AUDIO: {
        "kk": "«{title}» кітабы дайын: оны тыңдауға және жүктеп алуға болады.",
        "ru": "Книга «{title}» готова: её можно слушать и скачать.",
        "en": "“{title}” is ready: you can hear or download it.",
    },
    RequestKind.COPY: {
        "kk": "«{title}» кітабы сізге арнап сақтап қойылды. Алатын жеріңіз: {place}.",
        "ru": "Книга «{title}» отложена для вас. Где забрать: {place}.",
        "en": "“{title}” is put aside for you. Where to fetch it: {place}.",
    },
    RequestKind.CARTRIDGE: {
        "kk": "«{title}» кітабының картриджі сізге дайын.",
        "ru": "Картридж с книгой «{title}» готов для вас.",
        "en": "The cartridge with “{title}” is ready for you.",
    },
    RequestKind.HOME_DELIVERY: {
        "kk": "«{title}» кітабы дайын, оны үйіңізге жеткіземіз.",
        "ru": "Книга «{title}» готова, мы привезём её вам домой.",
        "en": "“{title}” is ready; we will bring it to your door.",
    },
}

SENTENCES: Mapping[NoticeKind, Mapping[str, str]] = {
    NoticeKind.DELAYED: {
        "kk": "«{title}» кітабы кешігіп жатыр: оны қызметкер тексеріп жатыр. Өтініміңіз күшінде.",
        "ru": "Книга «{title}» задерживается: её проверяет сотрудник. Ваша заявка остаётся в силе.",
        "en": "“{title}” takes longer: a person is looking at it. Your request stands.",
    },
    NoticeKind.FAILED: {
        "kk": "«{title}» кітабын бере алмаймыз: {why}.",
        "ru": "Мы не сможем дать книгу «{title}»: {why}.",
        "en": "We cannot give you “{title}”: {why}.",
    },
    NoticeKind.DUE: {
        "kk": "«{title}» кітабын қайтару мерзімі: {day}.",
        "ru": "Срок возврата книги «{title}»: {day}.",
        "en": "“{title}” is due back on {day}.",
    },
    NoticeKind.NEXT_IN_SERIES: {
        "kk": "Топтаманың келесі кітабы. ",
        "ru": "Следующая книга серии. ",
        "en": "The next book of your series. ",
    },
    **VISIT_SENTENCES,
}
"""The next of a series is told before what is said of every book that is ready."""

WHY: Mapping[Refusal, Mapping[str, str]] = {
    Refusal.CANNOT_BE_MADE: {
        "kk": "оның файлын дауыстап оқу мүмкін болмады",
        "ru": "её файл не удалось прочитать вслух",
        "en": "its file could not be read aloud",
    },
    Refusal.NOT_ALLOWED: {
        "kk": "бұған заң немесе шарт рұқсат бермейді",
        "ru": "этого не разрешает закон или договор",
        "en": "the law or a contract does not allow it",
    },
    Refusal.NO_COPY: {
        "kk": "даналары жоғалған немесе тозған",
        "ru": "экземпляры утеряны или изношены",
        "en": "the copies are lost or worn out",
    },
    Refusal.NOT_ENTITLED: {
        "kk": "бұл қызметке құқығыңыз расталмаған",
        "ru": "право на эту услугу не подтверждено",
        "en": "your right to this service is not confirmed",
    },
    Refusal.DOUBLE: {
        "kk": "дәл осындай өтініміңіз бұрыннан бар",
        "ru": "у вас уже есть такая же заявка",
        "en": "you already have the same request",
    },
}

FOOTERS: Mapping[str, str] = {
    "kk": "Хабарды қалай алатыныңызды профиліңізде немесе кітапханаға айтып өзгерте аласыз.",
    "ru": "Как получать сообщения, можно изменить в своём профиле или сказав об этом библиотеке.",
    "en": "You can change how you are told in your profile, or by telling the library.",
}
PHONES: Mapping[str, str] = {
    "kk": "Кітапхананың телефоны: {phone}.",
    "ru": "Телефон библиотеки: {phone}.",
    "en": "The library's telephone: {phone}.",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the network signs: its name by language, and its telephone number."""

    names: Mapping[str, str]
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is written at the top and in the body."""

    subject: str
    text: str


def words_of(
    kind: NoticeKind, way: Way, language: str, facts: Mapping[str, Any], head: Letterhead
) -> Words:
    """A notice in words: a letter with who sent it, or one sentence where there is less room.

    `facts` are those of the notice: title, asked, place by language, day (ISO), refusal; of a visit
    day, was (ISO), from, until and time (HH:MM), outcome.
    """
    if language not in LANGUAGES:
        language = LANGUAGES[0]
    longest = LONGEST_TITLE_SMS if way is Way.SMS else LONGEST_TITLE
    sentence = _sentence(kind, language, facts).format(
        title=_one_line(str(facts.get("title", "")), longest),
        place=_one_line(_in_language(facts.get("place"), language), longest),
        day=_day(facts.get("day"), language),
        was=_day(facts.get("was"), language),
        why=_why(facts.get("refusal"), language),
        begins=_clock(facts.get("from")),
        ends=_clock(facts.get("until")),
        time=_clock(facts.get("time")),
        outcome=visit_why(facts.get("outcome"), language),
    )
    name = _in_language(head.names, language) or "Dauys"
    if way is Way.EMAIL:
        lines = [sentence, "", f"-- {name}"]
        if head.phone:
            lines.append(PHONES[language].format(phone=head.phone))
        text = "\n".join([*lines, FOOTERS[language], ""])
    else:
        text = f"{name}: {sentence}" if way is Way.SMS else sentence
    return Words(SUBJECTS[kind][language], text)


def _sentence(kind: NoticeKind, language: str, facts: Mapping[str, Any]) -> str:
    ready = READY[_asked(facts)][language]
    if kind is NoticeKind.READY:
        return ready
    if kind is NoticeKind.NEXT_IN_SERIES:
        return SENTENCES[kind][language] + ready
    if kind in (NoticeKind.VISIT_FAILED, NoticeKind.VISIT_CHANGED):
        after = NEXT_DAY if facts.get("day") else NO_DAY_YET
        return f"{SENTENCES[kind][language]} {after[language]}"
    return SENTENCES[kind][language]


def _asked(facts: Mapping[str, Any]) -> RequestKind:
    try:
        return RequestKind(facts.get("asked", RequestKind.AUDIO))
    except ValueError:
        return RequestKind.AUDIO


def _why(refusal: object, language: str) -> str:
    try:
        return WHY[Refusal(str(refusal))][language]
    except ValueError:
        return WHY[Refusal.CANNOT_BE_MADE][language]


def _day(day: object, language: str) -> str:
    try:
        read = date.fromisoformat(str(day))
    except ValueError:
        return "—"
    if language == "en":
        return f"{read.day} {MONTHS[read.month - 1]} {read.year}"
    return f"{read:%d.%m.%Y}"


def _clock(at: object) -> str:
    """A time of day as HH:MM; a dash for anything else."""
    text = str(at)
    return text if re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", text) else "—"


def _in_language(names: object, language: str) -> str:
    """The name in this language, else in another that there is."""
    if not isinstance(names, Mapping):
        return ""
    return str(names.get(language) or next(filter(None, names.values()), ""))


def _one_line(text: str, longest: int) -> str:
    """Without line breaks and signs that nobody sees; cut where it is too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
