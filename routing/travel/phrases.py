"""What a courier is told to do, in words of our own, in Kazakh, Russian and English.

Valhalla has no Kazakh and answers in English without a word of warning; OSRM has no words at all.
The street stands behind a colon as it is written on the map, so that no language must bend its
name: "Оңға бұрылыңыз: Абай даңғылы."
"""

from collections.abc import Mapping, Sequence

from routing.errors import BadProblem
from routing.travel.ways import LANGUAGES, TurnKind

KAZAKH = {
    TurnKind.START: "Қозғалысты бастаңыз",
    TurnKind.ARRIVE: "Межелі жерге жеттіңіз",
    TurnKind.ARRIVE_RIGHT: "Межелі жерге жеттіңіз, ол оң жақта",
    TurnKind.ARRIVE_LEFT: "Межелі жерге жеттіңіз, ол сол жақта",
    TurnKind.CONTINUE: "Тура жүріңіз",
    TurnKind.SLIGHT_RIGHT: "Сәл оңға бұрылыңыз",
    TurnKind.RIGHT: "Оңға бұрылыңыз",
    TurnKind.SHARP_RIGHT: "Оңға шұғыл бұрылыңыз",
    TurnKind.UTURN: "Кері бұрылыңыз",
    TurnKind.SHARP_LEFT: "Солға шұғыл бұрылыңыз",
    TurnKind.LEFT: "Солға бұрылыңыз",
    TurnKind.SLIGHT_LEFT: "Сәл солға бұрылыңыз",
    TurnKind.KEEP_RIGHT: "Оң жақпен жүріңіз",
    TurnKind.KEEP_LEFT: "Сол жақпен жүріңіз",
    TurnKind.RAMP: "Жалғама жолға шығыңыз",
    TurnKind.EXIT: "Жолдан шығыңыз",
    TurnKind.MERGE: "Негізгі жолға қосылыңыз",
    TurnKind.ROUNDABOUT: "Айналма жолға кіріңіз",
    TurnKind.LEAVE_ROUNDABOUT: "Айналма жолдан шығыңыз",
    TurnKind.FERRY: "Паромға мініңіз",
    TurnKind.STEPS: "Баспалдақпен жүріңіз",
    TurnKind.LIFT: "Лифтпен жүріңіз",
    TurnKind.ENTER: "Ғимараттың есігінен өтіңіз",
}
RUSSIAN = {
    TurnKind.START: "Начните движение",
    TurnKind.ARRIVE: "Вы на месте",
    TurnKind.ARRIVE_RIGHT: "Вы на месте, дом справа",
    TurnKind.ARRIVE_LEFT: "Вы на месте, дом слева",
    TurnKind.CONTINUE: "Двигайтесь прямо",
    TurnKind.SLIGHT_RIGHT: "Плавно поверните направо",
    TurnKind.RIGHT: "Поверните направо",
    TurnKind.SHARP_RIGHT: "Резко поверните направо",
    TurnKind.UTURN: "Развернитесь",
    TurnKind.SHARP_LEFT: "Резко поверните налево",
    TurnKind.LEFT: "Поверните налево",
    TurnKind.SLIGHT_LEFT: "Плавно поверните налево",
    TurnKind.KEEP_RIGHT: "Держитесь правее",
    TurnKind.KEEP_LEFT: "Держитесь левее",
    TurnKind.RAMP: "Выезжайте на съезд",
    TurnKind.EXIT: "Съезжайте с дороги",
    TurnKind.MERGE: "Выезжайте на основную дорогу",
    TurnKind.ROUNDABOUT: "Въезжайте на круговое движение",
    TurnKind.LEAVE_ROUNDABOUT: "Покиньте круговое движение",
    TurnKind.FERRY: "Садитесь на паром",
    TurnKind.STEPS: "Идите по лестнице",
    TurnKind.LIFT: "Поезжайте на лифте",
    TurnKind.ENTER: "Пройдите в дверь здания",
}
ENGLISH = {
    TurnKind.START: "Set off",
    TurnKind.ARRIVE: "You have arrived",
    TurnKind.ARRIVE_RIGHT: "You have arrived; it is on the right",
    TurnKind.ARRIVE_LEFT: "You have arrived; it is on the left",
    TurnKind.CONTINUE: "Go straight on",
    TurnKind.SLIGHT_RIGHT: "Bear right",
    TurnKind.RIGHT: "Turn right",
    TurnKind.SHARP_RIGHT: "Turn sharp right",
    TurnKind.UTURN: "Turn round",
    TurnKind.SHARP_LEFT: "Turn sharp left",
    TurnKind.LEFT: "Turn left",
    TurnKind.SLIGHT_LEFT: "Bear left",
    TurnKind.KEEP_RIGHT: "Keep right",
    TurnKind.KEEP_LEFT: "Keep left",
    TurnKind.RAMP: "Take the slip road",
    TurnKind.EXIT: "Leave the road",
    TurnKind.MERGE: "Join the main road",
    TurnKind.ROUNDABOUT: "Enter the roundabout",
    TurnKind.LEAVE_ROUNDABOUT: "Leave the roundabout",
    TurnKind.FERRY: "Board the ferry",
    TurnKind.STEPS: "Take the steps",
    TurnKind.LIFT: "Take the lift",
    TurnKind.ENTER: "Go through the door of the building",
}
PHRASES: Mapping[str, Mapping[TurnKind, str]] = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}
EXITS = {"kk": "{}-шығу жолымен шығыңыз", "ru": "съезд номер {}", "en": "exit number {}"}
WITHOUT_STREET = {TurnKind.ARRIVE, TurnKind.ARRIVE_RIGHT, TurnKind.ARRIVE_LEFT}


def checked_language(language: str) -> str:
    """The language, if turns can be said in it. Raises BadProblem."""
    if language not in LANGUAGES:
        raise BadProblem(
            f"turns cannot be said in '{language[:20]}'.",
            where="--language",
            remedy=f"Use one of {', '.join(LANGUAGES)}.",
        )
    return language


def phrase(
    language: str, kind: TurnKind, streets: Sequence[str] = (), *, exit_number: int = 0
) -> str:
    """One sentence of a turn list. `exit_number` is that of a roundabout, nought where unknown."""
    said = PHRASES[checked_language(language)][kind]
    if kind is TurnKind.ROUNDABOUT and exit_number:
        said += f", {EXITS[language].format(exit_number)}"
    if streets and kind not in WITHOUT_STREET:
        said += f": {' / '.join(streets)}"
    return said + "." if not said.endswith(".") else said
