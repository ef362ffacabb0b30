"""What finding and asking say."""

from collections.abc import Mapping

from api.phone.words.sentence import Sentence

FINDING: Mapping[str, Sentence] = {
    "find": Sentence("Кітап табу.", "Поиск книги.", "Find a book."),
    "by_letters": Sentence(
        "Атауының не авторының әріптері бойынша іздеу үшін {key} басыңыз.",
        "По буквам названия или автора, нажмите {key}.",
        "By letters of the title or author, press {key}.",
    ),
    "by_number": Sentence(
        "Нөмірі бойынша іздеу үшін {key} басыңыз.",
        "По номеру книги, нажмите {key}.",
        "By the number of the book, press {key}.",
    ),
    "by_news": Sentence(
        "Сізді қызықтыратын тақырыптардағы жаңа кітаптар үшін {key} басыңыз.",
        "Новые книги на ваши темы, нажмите {key}.",
        "For new books in your subjects, press {key}.",
    ),
    "my_list": Sentence(
        "Өз тізіміңіз үшін {key} басыңыз.",
        "Ваш список, нажмите {key}.",
        "For your own list, press {key}.",
    ),
    "letters": Sentence(
        "Сөздің әріптерін телефон пернелерімен теріп, торды басыңыз. Кемінде үш әріп.",
        "Наберите буквы слова клавишами телефона и нажмите решётку. Не меньше трёх букв.",
        "Key in the letters of a word, then press hash. Three letters at least.",
    ),
    "letters_too_few": Sentence(
        "Кемінде үш перне басыңыз.", "Нажмите не меньше трёх клавиш.",
        "Press three keys at least.",
    ),
    "number": Sentence(
        "Кітаптың нөмірін теріп, торды басыңыз.",
        "Наберите номер книги и нажмите решётку.",
        "Key in the number of the book, then press hash.",
    ),
    "none_found": Sentence("Ештеңе табылмады.", "Ничего не найдено.", "Nothing was found."),
    "found": Sentence("Табылған кітаптар: {count}.", "Найдено книг: {count}.",
                      "Books found: {count}."),
    "hit": Sentence("{title}{by}{length}: {key} басыңыз.", "{title}{by}{length}: нажмите {key}.",
                    "{title}{by}{length}: press {key}."),
    "further": Sentence(
        "Одан әрі тыңдау үшін {key} басыңыз.", "Дальше по списку, нажмите {key}.",
        "For more, press {key}.",
    ),
    "title": Sentence("{title}{by}{length}.", "{title}{by}{length}.", "{title}{by}{length}."),
    "title_hear": Sentence(
        "Тыңдау үшін {key} басыңыз.", "Чтобы слушать, нажмите {key}.", "To hear it, press {key}.",
    ),
    "title_audio": Sentence(
        "Сөйлейтін кітап ретінде сұрау үшін {key} басыңыз.",
        "Чтобы заказать говорящую книгу, нажмите {key}.",
        "To ask for the talking book, press {key}.",
    ),
    "title_home": Sentence(
        "Кітапты үйге жеткізуді сұрау үшін {key} басыңыз.",
        "Чтобы заказать доставку на дом, нажмите {key}.",
        "To have a copy brought to your door, press {key}.",
    ),
    "title_cartridge": Sentence(
        "Картриджде алу үшін {key} басыңыз.",
        "Чтобы получить на картридже с курьером, нажмите {key}.",
        "To have it on a cartridge by courier, press {key}.",
    ),
    "title_about": Sentence(
        "Кітаптың мазмұнын білу үшін {key} басыңыз.",
        "Чтобы узнать, о чём книга, нажмите {key}.",
        "To hear what it is about, press {key}.",
    ),
    "about": Sentence("{text}", "{text}", "{text}"),
    "about_nothing": Sentence(
        "Кітап туралы мәлімет жоқ.", "Описания нет.", "Nothing is written about it.",
    ),
    "confirm_audio": Sentence(
        "Сіз сөйлейтін кітап сұрайсыз: {title}.",
        "Вы заказываете говорящую книгу: {title}.",
        "You ask for the talking book {title}.",
    ),
    "confirm_home": Sentence(
        "Сіз кітапты үйге жеткізуді сұрайсыз: {title}.",
        "Вы заказываете доставку на дом: {title}.",
        "You ask to have {title} brought to your door.",
    ),
    "confirm_cartridge": Sentence(
        "Сіз картридж сұрайсыз: {title}.",
        "Вы заказываете картридж с доставкой: {title}.",
        "You ask for {title} on a cartridge, brought to your door.",
    ),
    "yes": Sentence("Дұрыс болса, {key} басыңыз.", "Если верно, нажмите {key}.",
                    "If that is right, press {key}."),
    "no": Sentence("Бас тарту үшін {key} басыңыз.", "Чтобы отказаться, нажмите {key}.",
                   "If not, press {key}."),
    "had": Sentence(
        "Бұл кітап сізде болған: {day}. Қайтадан сұрайсыз ба?",
        "Эта книга у вас уже была: {day}. Заказать ещё раз?",
        "You had this book on {day}. Ask for it again?",
    ),
    "which_medium": Sentence(
        "Кітап қандай түрде керек?", "В каком виде принести книгу?",
        "In which kind shall we bring it?",
    ),
    "medium": Sentence("{medium}: {key} басыңыз.", "{medium}: нажмите {key}.",
                       "{medium}: press {key}."),
    "asked_ready": Sentence(
        "Кітап дайын. Оны қазір тыңдай аласыз.",
        "Книга готова. Её можно слушать сейчас.",
        "The book is ready. You can hear it now.",
    ),
    "asked_waits": Sentence(
        "Өтінім қабылданды.", "Заявка принята.", "Your request is taken.",
    ),
    "asked_copy": Sentence(
        "Өтінім қабылданды. Кітап сізге арнап сақтап қойылды.",
        "Заявка принята. Книга отложена для вас.",
        "Your request is taken. The book is put aside for you.",
    ),
    "not_asked": Sentence("{why}", "{why}", "{why}"),
    "not_entitled": Sentence(
        "Бұл қызметке құқығыңыз расталмаған. Оны кітапханашы растайды.",
        "Ваше право на эту услугу не подтверждено. Его подтвердит библиотекарь.",
        "Your right to this service is not confirmed. A librarian confirms it.",
    ),
}  # fmt: skip
