"""The words on pictures of a day, in the three languages of a network.

No word is bent by a number beside it ("Остановок: 5"), so one phrase serves every number.
"""

from dataclasses import dataclass

from routing.errors import BadProblem
from routing.plan import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """Everything a picture says beside names and numbers. Braces are filled in."""

    language: str
    map_title: str
    gantt_title: str
    run: str
    stops: str
    without_room: str
    no_place: str
    on_the_road: str
    waits: str
    kilometres: str
    metres: str
    from_to: str
    stop: str
    pickup: str
    delivery: str
    start: str
    end: str
    rest: str
    reload: str
    waiting: str
    work: str
    travel: str
    north: str
    legend: str
    straight: str
    next_day: str

    def length_km(self, length: float) -> str:
        """A length as it is written in the language: "1.5 km", "1,5 км"."""
        told = f"{length:g}"
        return self.kilometres.format(
            length=told if self.language == "en" else told.replace(".", ",")
        )

    def of(self, kind: StepKind) -> str:
        """What a line of a run is called."""
        named = {
            StepKind.START: self.start,
            StepKind.JOB: self.stop,
            StepKind.PICKUP: self.pickup,
            StepKind.DELIVERY: self.delivery,
            StepKind.BREAK: self.rest,
            StepKind.RELOAD: self.reload,
            StepKind.END: self.end,
        }
        return named.get(kind, kind.value)


ENGLISH = Captions(
    language="en",
    map_title="Runs of the day on a map",
    gantt_title="Hours of the day, run by run",
    run="Courier {number}",
    stops="stops: {count}",
    without_room="Without room",
    no_place="Stops without a place on the map: {count}.",
    on_the_road="on the road: {minutes} min",
    waits="waiting: {minutes} min",
    kilometres="{length} km",
    metres="{length} m.",
    from_to="{begins} to {ends}",
    stop="stop",
    pickup="pick-up",
    delivery="hand-over",
    start="start",
    end="end",
    rest="break",
    reload="filling the bag again",
    waiting="waiting",
    work="at the door",
    travel="on the road",
    north="N",
    legend="Legend",
    straight="Straight lines where no road is known.",
    next_day="+{days} d",
)
RUSSIAN = Captions(
    language="ru",
    map_title="Маршруты дня на карте",
    gantt_title="Часы дня по маршрутам",
    run="Курьер {number}",
    stops="остановок: {count}",
    without_room="Не вошли в маршруты",
    no_place="Остановок без места на карте: {count}.",
    on_the_road="в пути: {minutes} мин",
    waits="ожидание: {minutes} мин",
    kilometres="{length} км",
    metres="{length} м.",
    from_to="с {begins} до {ends}",
    stop="остановка",
    pickup="забрать",
    delivery="передать",
    start="начало",
    end="конец",
    rest="перерыв",
    reload="пополнить сумку",
    waiting="ожидание",
    work="у двери",
    travel="в пути",
    north="С",
    legend="Условные обозначения",
    straight="Прямые линии там, где дорога неизвестна.",
    next_day="+{days} дн.",
)
KAZAKH = Captions(
    language="kk",
    map_title="Күннің жеткізу сапарлары картада",
    gantt_title="Күннің сағаттары сапарлар бойынша",
    run="{number}-курьер",
    stops="аялдама саны: {count}",
    without_room="Сапарға кірмегендер",
    no_place="Картада орны жоқ аялдамалар: {count}.",
    on_the_road="жолда: {minutes} мин",
    waits="күту: {minutes} мин",
    kilometres="{length} км",
    metres="{length} м.",
    from_to="{begins}–{ends}",
    stop="аялдама",
    pickup="алу",
    delivery="тапсыру",
    start="басы",
    end="соңы",
    rest="үзіліс",
    reload="сөмкені толтыру",
    waiting="күту",
    work="есік алдында",
    travel="жолда",
    north="С",
    legend="Шартты белгілер",
    straight="Жолы белгісіз жерде түзу сызық.",
    next_day="+{days} күн",
)
BY_LANGUAGE = {captions.language: captions for captions in (KAZAKH, RUSSIAN, ENGLISH)}


def captions_in(language: str) -> Captions:
    """The words of a language. Raises BadProblem for one that we do not speak."""
    if language not in BY_LANGUAGE:
        raise BadProblem(
            f"pictures cannot speak '{language[:20]}'.",
            where="--language",
            remedy=f"Use one of {', '.join(BY_LANGUAGE)}.",
        )
    return BY_LANGUAGE[language]
