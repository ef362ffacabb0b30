"""What menus and the way in say."""

from collections.abc import Mapping

from api.phone.words.sentence import Sentence

MENUS: Mapping[str, Sentence] = {
    "welcome": Sentence(
        "Кітапхана. Сөйлейтін кітаптар желісі.",
        "Библиотека. Линия говорящих книг.",
        "The library. The talking book line.",
    ),
    "language_kk": Sentence("Қазақша, бірді басыңыз.", "Қазақша, бірді басыңыз.",
                            "Қазақша, бірді басыңыз."),
    "language_ru": Sentence("По-русски, нажмите два.", "По-русски, нажмите два.",
                            "По-русски, нажмите два."),
    "language_en": Sentence("For English, press three.", "For English, press three.",
                            "For English, press three."),
    "card": Sentence(
        "Кітапхана картаңыздың нөмірін теріп, торды басыңыз.",
        "Наберите номер читательского билета и нажмите решётку.",
        "Key in the number of your library card, then press hash.",
    ),
    "pin": Sentence(
        "Телефон кодыңызды теріп, торды басыңыз.",
        "Наберите телефонный код и нажмите решётку.",
        "Key in your telephone code, then press hash.",
    ),
    "pin_known": Sentence(
        "Өз телефоныңыздан қоңырау шалып тұрсаңыз, телефон кодыңызды теріп, торды басыңыз. "
        "Басқа карта үшін жұлдызшаны басыңыз.",
        "Если вы звоните со своего телефона, наберите телефонный код и нажмите решётку. "
        "Для другого билета нажмите звёздочку.",
        "If you call from your own telephone, key in your telephone code, then press hash. "
        "For another card, press star.",
    ),
    "nothing_keyed": Sentence(
        "Ештеңе терілмеді.", "Ничего не набрано.", "Nothing was keyed in.",
    ),
    "refused": Sentence(
        "Карта нөмірі мен код сәйкес келмейді.",
        "Номер билета и код не подходят друг к другу.",
        "The card and the code do not belong together.",
    ),
    "locked": Sentence(
        "Қате тым көп болды. Кейінірек қоңырау шалыңыз немесе қызметкермен сөйлесіңіз.",
        "Слишком много ошибок. Позвоните позже или поговорите с сотрудником.",
        "There were too many wrong tries. Call again later, or speak to a person.",
    ),
    "hello": Sentence("Сәлеметсіз бе!", "Здравствуйте!", "Welcome!"),
    "main": Sentence("Басты мәзір.", "Главное меню.", "Main menu."),
    "to_go_on": Sentence(
        "{title} кітабын тыңдауды жалғастыру үшін {key} басыңыз.",
        "Чтобы слушать дальше книгу {title}, нажмите {key}.",
        "To go on hearing {title}, press {key}.",
    ),
    "to_hear": Sentence(
        "Дайын кітаптарды тыңдау үшін {key} басыңыз.",
        "Чтобы слушать готовые книги, нажмите {key}.",
        "To hear the books that are ready, press {key}.",
    ),
    "to_find": Sentence(
        "Кітап табу үшін {key} басыңыз.",
        "Чтобы найти книгу, нажмите {key}.",
        "To find a book, press {key}.",
    ),
    "to_status": Sentence(
        "Өтінімдеріңіздің жайын білу үшін {key} басыңыз.",
        "Чтобы узнать, где ваши заявки, нажмите {key}.",
        "To hear where your requests are, press {key}.",
    ),
    "to_news": Sentence(
        "Сізге келген хабарларды тыңдау үшін {key} басыңыз.",
        "Чтобы слушать сообщения для вас, нажмите {key}.",
        "To hear messages for you, press {key}.",
    ),
    "to_language": Sentence(
        "Тілді ауыстыру үшін {key} басыңыз.",
        "Чтобы сменить язык, нажмите {key}.",
        "To change the language, press {key}.",
    ),
    "ways": Sentence(
        "Артқа қайту үшін жұлдызшаны, қайталау үшін торды, қызметкермен сөйлесу үшін нөлді "
        "басыңыз.",
        "Назад, нажмите звёздочку; повторить, решётку; поговорить с сотрудником, ноль.",
        "To go back, press star; to repeat, hash; to speak to a person, zero.",
    ),
    "no_such_key": Sentence(
        "Мұнда бұл перне жұмыс істемейді.",
        "Здесь эта клавиша ничего не значит.",
        "That key does nothing here.",
    ),
    "person": Sentence(
        "Сізді қызметкермен қосамыз. Күтіңіз.",
        "Соединяем вас с сотрудником. Подождите.",
        "We put you through to a person. Please wait.",
    ),
    "person_away": Sentence(
        "Қазір қызметкер жоқ. Дыбыстан кейін хабар қалдырыңыз да, торды басыңыз.",
        "Сейчас сотрудников нет. Оставьте сообщение после сигнала и нажмите решётку.",
        "Nobody is here now. Leave a message after the tone, then press hash.",
    ),
    "message_kept": Sentence(
        "Хабарыңыз сақталды. Біз сізге қоңырау шаламыз.",
        "Сообщение сохранено. Мы вам позвоним.",
        "Your message is kept. We will call you.",
    ),
    "message_not_kept": Sentence(
        "Хабар сақталған жоқ.", "Сообщение не сохранено.", "No message was kept.",
    ),
    "goodbye": Sentence("Сау болыңыз!", "До свидания!", "Goodbye!"),
    "our_fault": Sentence(
        "Бізде ақау болды. Кейінірек қоңырау шалыңыз.",
        "У нас неполадка. Позвоните, пожалуйста, позже.",
        "Something is wrong at our end. Please call again later.",
    ),
    "busy": Sentence(
        "Барлық желі бос емес. Кейінірек қоңырау шалыңыз.",
        "Все линии заняты. Позвоните, пожалуйста, позже.",
        "All lines are taken. Please call again later.",
    ),
}  # fmt: skip
