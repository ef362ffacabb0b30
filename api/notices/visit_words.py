"""The words of notices about visits to the door, in Kazakh, Russian and English."""

from collections.abc import Mapping

from access.notices.records import NoticeKind
from delivery.visits.records import Outcome

VISIT_SUBJECTS: Mapping[NoticeKind, Mapping[str, str]] = {
    NoticeKind.VISIT_PLANNED: {
        "kk": "Кітапхана курьерінің келуі",
        "ru": "Приход курьера библиотеки",
        "en": "A visit of the library's courier",
    },
    NoticeKind.COURIER_ON_WAY: {
        "kk": "Курьер жолда",
        "ru": "Курьер в пути",
        "en": "The courier is on the way",
    },
    NoticeKind.VISIT_CHANGED: {
        "kk": "Курьердің келетін күні өзгерді",
        "ru": "День прихода курьера изменился",
        "en": "The courier's day has changed",
    },
    NoticeKind.VISIT_FAILED: {
        "kk": "Кездесу болмады",
        "ru": "Посещение не состоялось",
        "en": "The visit did not take place",
    },
}

VISIT_SENTENCES: Mapping[NoticeKind, Mapping[str, str]] = {
    NoticeKind.VISIT_PLANNED: {
        "kk": "Кітапхана курьері сізге {day} күні сағат {begins} мен {ends} аралығында келеді. "
        "Үйде болмасаңыз, бізге хабарлаңыз: басқа күнді таңдаймыз.",
        "ru": "Курьер библиотеки придёт к вам {day} с {begins} до {ends}. "
        "Если вас не будет дома, скажите нам: выберем другой день.",
        "en": "The library's courier comes to you on {day} between {begins} and {ends}. "
        "If you are not at home, tell us: we will choose another day.",
    },
    NoticeKind.COURIER_ON_WAY: {
        "kk": "Кітапхана курьері жолда, шамамен сағат {time} кезінде сізде болады.",
        "ru": "Курьер библиотеки уже в пути и будет у вас примерно в {time}.",
        "en": "The library's courier is on the way and will be with you at about {time}.",
    },
    NoticeKind.VISIT_CHANGED: {
        "kk": "Кітапхана курьері сізге {was} күні келе алмайды. Кешірім сұраймыз.",
        "ru": "Курьер библиотеки не сможет прийти к вам {was}. Просим прощения.",
        "en": "The library's courier cannot come to you on {was}. We are sorry.",
    },
    NoticeKind.VISIT_FAILED: {
        "kk": "Кітаптарды бере алмадық: {outcome}.",
        "ru": "Передать книги не удалось: {outcome}.",
        "en": "We could not hand over your books: {outcome}.",
    },
}

NEXT_DAY: Mapping[str, str] = {
    "kk": "Келесі келетін күніміз: {day}.",
    "ru": "В следующий раз придём {day}.",
    "en": "We will come again on {day}.",
}
NO_DAY_YET: Mapping[str, str] = {
    "kk": "Келесі күнді сізбен келісеміз.",
    "ru": "О следующем дне договоримся с вами.",
    "en": "We will agree the next day with you.",
}

WHY_NOT: Mapping[Outcome, Mapping[str, str]] = {
    Outcome.DELIVERED: {"kk": "берілді", "ru": "передано", "en": "it was handed over"},
    Outcome.NO_ANSWER: {
        "kk": "есікті ешкім ашпады",
        "ru": "никто не открыл дверь",
        "en": "nobody answered the door",
    },
    Outcome.WRONG_ADDRESS: {
        "kk": "мекенжай табылмады",
        "ru": "адрес не найден",
        "en": "the address was not found",
    },
    Outcome.ENTRANCE_CLOSED: {
        "kk": "кіреберіс жабық болды",
        "ru": "подъезд был закрыт",
        "en": "the entrance was closed",
    },
    Outcome.LIFT_BROKEN: {
        "kk": "лифт істемеді",
        "ru": "не работал лифт",
        "en": "the lift was out of order",
    },
    Outcome.UNWELL: {
        "kk": "сізге басқа уақыт қолайлы болды",
        "ru": "вам было удобнее другое время",
        "en": "another time suited you better",
    },
    Outcome.REFUSED: {
        "kk": "сіз алмауды шештіңіз",
        "ru": "вы решили не брать их",
        "en": "you decided not to take them",
    },
    Outcome.ANOTHER_DAY: {
        "kk": "сіз басқа күнді сұрадыңыз",
        "ru": "вы попросили другой день",
        "en": "you asked for another day",
    },
    Outcome.VEHICLE: {
        "kk": "көлік істен шықты",
        "ru": "сломалась машина",
        "en": "the vehicle broke down",
    },
    Outcome.WEATHER: {
        "kk": "ауа райы кедергі болды",
        "ru": "помешала погода",
        "en": "the weather was in the way",
    },
    Outcome.OTHER: {
        "kk": "курьер келе алмады",
        "ru": "курьер не смог прийти",
        "en": "the courier could not come",
    },
}
"""That somebody was unwell is not said: others may hear the notice."""


def visit_why(outcome: object, language: str) -> str:
    """Why it did not work, as part of a sentence."""
    try:
        return WHY_NOT[Outcome(str(outcome))][language]
    except ValueError:
        return WHY_NOT[Outcome.OTHER][language]
