"""What is said of visits to the door, in a call that comes in and in one that we make."""

from collections.abc import Mapping

from api.phone.words.sentence import Sentence

VISITING: Mapping[str, Sentence] = {
    "visit_next": Sentence("Келесі жеткізу.", "Следующая доставка.", "The next delivery."),
    "visit_day": Sentence(
        "Курьер келетін күн: {day}.", "Курьер придёт в этот день: {day}.",
        "The courier comes on {day}.",
    ),
    "visit_window": Sentence(
        "Курьер келетін күн: {day}, сағат {from} мен {until} аралығында.",
        "Курьер придёт: {day}, с {from} до {until}.",
        "The courier comes on {day}, between {from} and {until}.",
    ),
    "visit_likely": Sentence(
        "Курьер келетін күн: {day}, шамамен сағат {from} мен {until} аралығында.",
        "Курьер придёт: {day}, примерно с {from} до {until}.",
        "The courier comes on {day}, likely between {from} and {until}.",
    ),
    "visit_on_way": Sentence(
        "Курьер жолда.", "Курьер уже в пути.", "The courier is on the way.",
    ),
    "visit_is_confirmed": Sentence(
        "Сіз бұл күнді растадыңыз.", "Вы подтвердили этот день.", "You confirmed this day.",
    ),
    "to_visit": Sentence(
        "Жеткізуді растау, ауыстыру немесе одан бас тарту үшін {key} басыңыз.",
        "Подтвердить, перенести или отменить доставку, нажмите {key}.",
        "To confirm, move or cancel the delivery, press {key}.",
    ),
    "to_requests": Sentence(
        "Өтінімдеріңіз үшін {key} басыңыз. Өтінімдер: {count}.",
        "Ваши заявки, нажмите {key}. Заявок: {count}.",
        "For your requests, press {key}. Requests: {count}.",
    ),
    "visit_fine": Sentence(
        "Осы күн қолайлы болса, {key} басыңыз.", "Если этот день подходит, нажмите {key}.",
        "If that is fine, press {key}.",
    ),
    "visit_other_day": Sentence(
        "Басқа күнді таңдау үшін {key} басыңыз.", "Чтобы выбрать другой день, нажмите {key}.",
        "To choose another day, press {key}.",
    ),
    "visit_other_day_pin": Sentence(
        "Басқа күнді телефон кодымен таңдау үшін {key} басыңыз.",
        "Чтобы выбрать другой день по телефонному коду, нажмите {key}.",
        "To choose another day with the telephone code, press {key}.",
    ),
    "visit_away": Sentence(
        "Ол күні үйде болмасаңыз, келесі бос күнге ауыстыру үшін {key} басыңыз.",
        "Если в этот день вас не будет дома, чтобы перенести на ближайший свободный день, "
        "нажмите {key}.",
        "If you are not at home that day, for the next free day, press {key}.",
    ),
    "visit_off": Sentence(
        "Жеткізуден бас тарту үшін {key} басыңыз.", "Чтобы отменить доставку, нажмите {key}.",
        "To cancel the delivery, press {key}.",
    ),
    "visit_days": Sentence(
        "Қай күн қолайлы?", "Какой день вам подходит?", "Which day suits you?",
    ),
    "visit_choose": Sentence(
        "{day}: {key} басыңыз.", "{day}: нажмите {key}.", "{day}: press {key}.",
    ),
    "visit_no_days": Sentence(
        "Жақын күндерде бос орын жоқ. Қызметкермен сөйлесу үшін нөлді басыңыз.",
        "В ближайшие дни свободного места нет. Чтобы поговорить с сотрудником, нажмите ноль.",
        "No day soon has room. To speak to a person, press zero.",
    ),
    "visit_sure_move": Sentence(
        "Сіз жеткізуді ауыстырасыз. Бұрынғы күн: {day}. Жаңа күн: {to}.",
        "Вы переносите доставку. Было: {day}. Станет: {to}.",
        "You move the delivery from {day} to {to}.",
    ),
    "visit_sure_away": Sentence(
        "Сіз мына күні үйде болмайсыз: {day}. Келесі бос күнді өзіміз таңдаймыз.",
        "Вас не будет дома: {day}. Мы сами выберем ближайший свободный день.",
        "You are not at home on {day}. We choose the next free day.",
    ),
    "visit_sure_off": Sentence(
        "Сіз мына күнгі жеткізуден бас тартасыз: {day}. Кітаптар сізге арнап сақталады.",
        "Вы отменяете доставку: {day}. Книги останутся отложенными для вас.",
        "You cancel the delivery on {day}. The books stay put aside for you.",
    ),
    "visit_confirmed": Sentence(
        "Рақмет, жазып қойдық.", "Спасибо, записали.", "Thank you, it is noted.",
    ),
    "visit_moved": Sentence(
        "Жеткізу күні ауыстырылды.", "Доставка перенесена.", "The delivery is moved.",
    ),
    "visit_called_off": Sentence(
        "Жеткізуден бас тарттыңыз.", "Доставка отменена.", "The delivery is cancelled.",
    ),
    "visit_changed_before": Sentence(
        "Бұл жеткізу бұрын өзгертілген.", "Эта доставка уже изменена.",
        "This delivery was changed already.",
    ),
    "visit_day_gone": Sentence(
        "Бұл күн енді бос емес. Басқасын таңдаңыз.", "Этот день уже занят. Выберите другой.",
        "This day is not free any more. Choose another.",
    ),
    "visit_not_changed": Sentence("{why}", "{why}", "{why}"),
    "comes_with": Sentence(
        "Оны мына күнгі жеткізумен әкелеміз: {day}.",
        "Мы привезём её с доставкой в этот день: {day}.",
        "We bring it with the delivery on {day}.",
    ),
    "comes_by": Sentence(
        "Әдетте мына күнге дейін әкелеміз: {day}.",
        "Обычно мы привозим до этого дня: {day}.",
        "We usually bring it by {day}.",
    ),
    "comes_when_ready": Sentence(
        "Дайын болғанда әкелеміз, күнін алдын ала айтамыз.",
        "Мы привезём её, когда она будет готова, и заранее скажем день.",
        "We bring it when it is ready, and tell you the day before.",
    ),
    "comes_not_yet": Sentence(
        "Сізге әзірге курьер келмейді. Келісу үшін қызметкермен сөйлесіңіз: нөлді басыңыз.",
        "Курьер к вам пока не ездит. Чтобы договориться, поговорите с сотрудником: нажмите ноль.",
        "No courier comes to you yet. To arrange it, speak to a person: press zero.",
    ),
    "call_open": Sentence(
        "Сәлеметсіз бе! Бұл кітапхана.", "Здравствуйте! Это библиотека.",
        "Hello! This is the library.",
    ),
}  # fmt: skip
