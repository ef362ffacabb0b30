"""What is said of requests, of a book that is heard, and in calls that we make."""

from collections.abc import Mapping

from api.phone.words.sentence import Sentence

HEARING: Mapping[str, Sentence] = {
    "no_requests": Sentence(
        "Ашық өтінімдеріңіз жоқ.", "Открытых заявок у вас нет.", "You have no open requests.",
    ),
    "requests": Sentence("Өтінімдер: {count}.", "Заявок: {count}.", "Requests: {count}."),
    "stands_ready": Sentence("{title}: дайын.", "{title}: готова.", "{title}: it is ready."),
    "stands_aside": Sentence(
        "{title}: сізге арнап сақтап қойылды.", "{title}: отложена для вас.",
        "{title}: it is put aside for you.",
    ),
    "stands_home": Sentence(
        "{title}: дайын, оны үйіңізге жеткіземіз.", "{title}: готова, мы привезём её вам домой.",
        "{title}: it is ready; we will bring it to your door.",
    ),
    "stands_making": Sentence(
        "{title}: қазір дайындалып жатыр.", "{title}: сейчас готовится.",
        "{title}: it is being made now.",
    ),
    "stands_line": Sentence(
        "{title}: кезектегі орны: {place}.", "{title}: место в очереди: {place}.",
        "{title}: its place in the line is {place}.",
    ),
    "stands_delayed": Sentence(
        "{title}: кешігіп жатыр, оны қызметкер тексеріп жатыр.",
        "{title}: задерживается, её проверяет сотрудник.",
        "{title}: it is delayed; a person is looking at it.",
    ),
    "expected": Sentence(
        "Дайын болатын уақыты: {from} мен {until} аралығында.",
        "Ожидается не раньше: {from}, не позже: {until}.",
        "It will likely be ready between {from} and {until}.",
    ),
    "to_next": Sentence(
        "Келесісі үшін {key} басыңыз.", "Следующая, нажмите {key}.", "For the next, press {key}.",
    ),
    "to_withdraw": Sentence(
        "Өтінімнен бас тарту үшін {key} басыңыз.", "Чтобы отменить заявку, нажмите {key}.",
        "To take the request back, press {key}.",
    ),
    "withdraw": Sentence(
        "Сіз өтінімнен бас тартасыз: {title}.", "Вы отменяете заявку: {title}.",
        "You take back your request for {title}.",
    ),
    "withdrawn": Sentence(
        "Өтінім алынып тасталды.", "Заявка отменена.", "The request is taken back.",
    ),
    "not_withdrawn": Sentence(
        "Бұл өтінімнен енді бас тартуға болмайды.", "Эту заявку уже нельзя отменить.",
        "This request cannot be taken back any more.",
    ),
    "nothing_to_hear": Sentence(
        "Тыңдайтын дайын кітап әзірге жоқ.", "Готовых книг пока нет.",
        "No book is ready to be heard yet.",
    ),
    "books": Sentence("Дайын кітаптар.", "Готовые книги.", "Books that are ready."),
    "begin": Sentence(
        "{title}. {chapter}. Ұзақтығы: {left}.", "{title}. {chapter}. Длится: {left}.",
        "{title}. {chapter}. It lasts {left}.",
    ),
    "go_on": Sentence(
        "{title}. {chapter}. Қалғаны: {left}.", "{title}. {chapter}. Осталось: {left}.",
        "{title}. {chapter}. {left} left.",
    ),
    "go_on_made": Sentence(
        "{title}. {chapter}. Кітап әлі дайындалып жатыр.",
        "{title}. {chapter}. Книга ещё готовится.", "{title}. {chapter}. It is still being made.",
    ),
    "for_help": Sentence(
        "Көмек керек болса, торды басыңыз.", "Для подсказки нажмите решётку.",
        "For help, press hash.",
    ),
    "keys": Sentence(
        "Тоқтату және жалғастыру: бес. Он бес секунд артқа: төрт, алға: алты. "
        "Алдыңғы тарау: бір, келесі тарау: үш. Баяу: жеті, жылдам: тоғыз. "
        "Қай жердемін: сегіз. Бетбелгі: екі. Шығу: жұлдызша.",
        "Остановить и продолжить: пять. На пятнадцать секунд назад: четыре, вперёд: шесть. "
        "Предыдущая глава: один, следующая глава: три. Медленнее: семь, быстрее: девять. "
        "Где я: восемь. Закладка: два. Выйти: звёздочка.",
        "Pause and go on: five. Fifteen seconds back: four, forward: six. "
        "Chapter before: one, next chapter: three. Slower: seven, faster: nine. "
        "Where am I: eight. Bookmark: two. Leave the book: star.",
    ),
    "paused": Sentence(
        "Тоқтатылды. Жалғастыру үшін бесті, бетбелгілер үшін екіні басыңыз.",
        "Пауза. Чтобы продолжить, нажмите пять; к закладкам, два.",
        "Paused. To go on, press five; for your bookmarks, two.",
    ),
    "where": Sentence(
        "{title}. {chapter}. {number} тарау, барлығы {count}. Қалғаны: {left}.",
        "{title}. {chapter}. Глава {number} из {count}. Осталось: {left}.",
        "{title}. {chapter}. Chapter {number} of {count}. {left} left.",
    ),
    "marked": Sentence("Бетбелгі қойылды.", "Закладка поставлена.", "Marked."),
    "speed": Sentence("Жылдамдығы {percent} пайыз.", "Скорость {percent} процентов.",
                      "Speed {percent} percent."),
    "slowest": Sentence("Бұдан баяу болмайды.", "Медленнее нельзя.", "That is the slowest."),
    "fastest": Sentence("Бұдан жылдам болмайды.", "Быстрее нельзя.", "That is the fastest."),
    "first_chapter": Sentence("Бұл бірінші тарау.", "Это первая глава.",
                              "This is the first chapter."),
    "last_chapter": Sentence("Бұл соңғы тарау.", "Это последняя глава.",
                             "This is the last chapter."),
    "the_end": Sentence("Кітап аяқталды.", "Книга закончилась.", "The book has ended."),
    "made_so_far": Sentence(
        "Әзірге осы жерге дейін дайын. Қалғаны дайындалып жатыр.",
        "Пока готово до этого места. Остальное готовится.",
        "So far it is made up to here. The rest is being made.",
    ),
    "to_begin_again": Sentence(
        "Басынан тыңдау үшін {key} басыңыз.", "Слушать с начала, нажмите {key}.",
        "To hear it from the beginning, press {key}.",
    ),
    "to_try_on": Sentence(
        "Жалғасы бар-жоғын тексеру үшін {key} басыңыз.",
        "Проверить, есть ли продолжение, нажмите {key}.",
        "To see whether there is more, press {key}.",
    ),
    "bookmarks": Sentence("Бетбелгілер.", "Закладки.", "Bookmarks."),
    "bookmark": Sentence(
        "{chapter}, {at}: {key} басыңыз.", "{chapter}, {at}: нажмите {key}.",
        "{chapter}, {at}: press {key}.",
    ),
    "no_bookmarks": Sentence("Бетбелгі жоқ.", "Закладок нет.", "There are no bookmarks."),
    "cannot_hear": Sentence(
        "Бұл кітапты қазір тыңдау мүмкін емес.", "Эту книгу сейчас нельзя послушать.",
        "This book cannot be heard now.",
    ),
    "no_news": Sentence("Жаңа хабар жоқ.", "Новых сообщений нет.", "There are no new messages."),
    "news": Sentence("{text}", "{text}", "{text}"),
    "to_read": Sentence(
        "Естідім десеңіз, {key} басыңыз.", "Прослушано, дальше, нажмите {key}.",
        "Heard; for the next, press {key}.",
    ),
    "call": Sentence(
        "Сәлеметсіз бе! Кітапханадан қоңырау шалып тұрмыз, оқырманға хабарымыз бар. "
        "Оны тыңдау үшін телефон кодыңызды теріп, торды басыңыз.",
        "Здравствуйте! Звонит библиотека, у нас сообщение для читателя. "
        "Чтобы его услышать, наберите телефонный код и нажмите решётку.",
        "Hello! This is the library, with a message for a reader. "
        "To hear it, key in your telephone code, then press hash.",
    ),
    "call_hear": Sentence(
        "Қазір тыңдау үшін {key} басыңыз.", "Слушать сейчас, нажмите {key}.",
        "To hear it now, press {key}.",
    ),
    "call_later": Sentence(
        "Кейінірек еске салу үшін {key} басыңыз.", "Напомнить позже, нажмите {key}.",
        "To be told again later, press {key}.",
    ),
    "call_heard": Sentence(
        "Естідім десеңіз, {key} басыңыз.",
        "Понятно, нажмите {key}.", "If that is fine, press {key}.",
    ),
    "call_again": Sentence(
        "Кейінірек қайта қоңырау шаламыз.", "Мы перезвоним позже.", "We will call again later.",
    ),
}  # fmt: skip
