"""What readers type, and the title that must be among the first three."""

FORMS = (
    ("преступление и наказание", "crime"), ("преступления и наказания", "crime"),
    ("ПРЕСТУПЛЕНИЕМ", "crime"), ("наказание", "crime"), ("наказаниях", "crime"),
    ("война и мир", "war"), ("войны и мира", "war"), ("о войне и мире", "war"),
    ("анну каренину", "anna"), ("мертвые души", "souls"), ("мёртвых душ", "souls"),
    ("живые и мертвые", "living"), ("мёртвые живые", "living"), ("ежик в тумане", "hedgehog"),
    ("ёжику в тумане", "hedgehog"), ("вишневый сад", "cherry"), ("вишнёвого сада", "cherry"),
    ("одуванчик", "dandelion"), ("книги джунглей", "jungle"), ("собачьего сердца", "dog"),
    ("приключение шерлока холмса", "sherlock"), ("шерлок холмс", "sherlock"), ("палата 6", "ward"),
    ("палата №6", "ward"), ("братьев карамазовых", "karamazov"), ("заповедник", "nature"),
    ("героя нашего времени", "hero"), ("о вкусной пище", "cook"), ("дольше века", "day"),
    ("1984", "1984"), ("пётр 1", "peter"), ("Петр I", "peter"),
)  # fmt: skip
"""Russian, in any form, with ё or without."""

KAZAKH = (
    ("абай жолы", "abai"), ("Абай жолының", "abai"), ("абайдың жолы", "abai"),
    ("абайдын жолы", "abai"), ("қара сөз", "words"), ("қара сөздері", "words"),
    ("кара создер", "words"), ("менің атым қожа", "kozha"), ("менин атым кожа", "kozha"),
    ("қожаның", "kozha"), ("қазақ ертегілері", "tales"), ("казак ертегилери", "tales"),
    ("халық ертегісі", "tales"), ("қазақ халқы", "tales"), ("мақал-мәтел", "proverbs"),
    ("макал мател", "proverbs"), ("қан мен тер", "blood"), ("кан мен тер", "blood"),
    ("ұшқан ұя", "nest"), ("ушкан уя", "nest"), ("құлагер", "horse"), ("кулагердин", "horse"),
    ("құлагерге", "horse"), ("қыз жібек", "qyzzhibek"), ("кыз жибек", "qyzzhibek"),
    ("қыз жібектің", "qyzzhibek"), ("сұлтан бейбарыстың", "sultan"), ("балалар өлеңі", "school"),
    ("балаларымыздың өлеңдері", "school"), ("бала олен", "school"), ("ана жүрегі", "mother"),
    ("ананын жүрек", "mother"), ("дала баллада", "steppe"), ("шопандар тағдыры", "steppe"),
    ("алмас қылыштың", "nomads1"), ("ежелгі түркістанда", "ancient"),
    ("турикстан ежелги", "ancient"), ("елдің басы", "bread"), ("сөздіктер", "both"),
    ("қаһар", "nomads3"), ("кахар", "nomads3"),
)  # fmt: skip
"""Kazakh, in any form, with its marks or without."""

OTHER_LETTERS = (
    ("dostoevskij prestuplenie", "crime"), ("Dostoyevsky idiot", "idiot"),
    ("prestuplenie i nakazanie", "crime"), ("prestupleniya i nakazaniya", "crime"),
    ("voyna i mir", "war"), ("vojna i mir", "war"), ("Tolstoj vojna", "war"),
    ("tolstoy anna karenina", "anna"), ("Čehov višnëvyj sad", "cherry"),
    ("chekhov vishnevy sad", "cherry"), ("myortvye dushi", "souls"),
    ("mertvye dushi gogol'", "souls"), ("ezhik v tumane", "hedgehog"),
    ("bulgakov sobachye serdtse", "dog"), ("sobach'e serdce", "dog"), ("evgenij onegin", "eugene"),
    ("yevgeny onegin", "eugene"), ("Aitmatov plakha", "snow"), ("abaı joly", "abai"),
    ("Abai zholy", "abai"), ("abaj jolı", "abai"), ("Äuezov Abai joly", "abai"),
    ("Auezov", "abai"), ("Áýezov", "abai"), ("Mukhtar Auezov", "abai"),
    ("menıñ atym Qoja", "kozha"), ("meniń atym Qoja", "kozha"), ("mening atym kozha", "kozha"),
    ("qazaq ertegileri", "tales"), ("Qazaq halqynyñ ertegılerı", "tales"), ("kazakh", "history"),
    ("qan men ter", "blood"), ("ushqan uia", "nest"), ("uşqan ūia", "nest"), ("qulager", "horse"),
    ("Qyz Jıbek", "qyzzhibek"), ("kyz zhibek", "qyzzhibek"), ("köşpendıler", "nomads1"),
    ("koshpendiler", "nomads1"), ("kóshpendiler", "nomads1"), ("sultan beibarys", "sultan"),
    ("қазақ тілінің сөздігі", "latin"), ("казак тили", "latin"), ("qazaq tili", "latin"),
    ("алтын сақа", "latin18"), ("алтын сака", "latin18"), ("достоевский crime", "crime_en"),
)  # fmt: skip
"""Latin letters for Cyrillic ones, and Cyrillic letters for Latin ones."""

LAYOUT = (
    ("ghtcnegktybt", "crime"), ("ghtcnegktybt b yfrfpfybt", "crime"), ("djqyf b vbh", "war"),
    ("vfcnth b vfhufhbnf", "master"), ("GHTCNEGKTYBT", "crime"), (";bdst b vthndst", "living"),
    ("f,fq ;jks", "abai"), ("`;br d nevfyt", "hedgehog"), ("vty34 fnsv 0j;f", "kozha"),
    ("0fpf0 [fk0sys4", "tales"), ("rekfuth", "horse"), ("09kfuth", "horse"),
    ("екуфыгку шыдфтв", "treasure"), ("офту унку", "jane"),
)  # fmt: skip
"""The keyboard stood in another language."""

TYPOS = (
    ("прступление", "crime"), ("преступлнеие и наказание", "crime"), ("достаевский", "crime"),
    ("дастоевский идиот", "idiot"), ("карамзовы", "karamazov"), ("булгакв", "dog"),
    ("ешик в тумане", "hedgehog"), ("одувачники", "dandelion"), ("гаррри потер", "potter1"),
    ("азкабена", "potter3"), ("көшпенділр", "nomads1"), ("кошпендлер", "nomads1"),
    ("ертегілрі қазақ", "tales"), ("құлагир", "horse"), ("бейбрыс", "sultan"),
    ("Dostojevskyi", "idiot"), ("wonderlnad", "alice"), ("treasure iland", "treasure"),
    ("punishmnet", "crime_en"), ("есенбирлин", "nomads1"), ("екзюпери", "prince"),
)  # fmt: skip
"""A slip of the hand, or two in a long word."""

PEOPLE = (
    ("Достоевский Ф. М.", "crime"), ("Ф. М. Достоевский", "idiot"), ("Фёдор Достоевский", "crime"),
    ("Федор Достоевский идиот", "idiot"), ("Достоевского", "crime"), ("Толстой Л.Н.", "war"),
    ("Л. Н. Толстой Хаджи-Мурат", "hadji"), ("Лев Толстой хаджи мурат", "hadji"),
    ("Алексей Толстой", "peter"), ("А. Н. Толстой", "peter"), ("Чехов", "cherry"),
    ("Чеховым", "ward"), ("Экзюпери", "prince"), ("сент экзюпери принц", "prince"),
    ("о генри", "gift"), ("ОГенри", "gift"), ("О. Генри дары", "gift"),
    ("Айтматов Чингиз", "snow"), ("Мұхтар Әуезов", "abai"), ("М. Әуезов абай", "abai"),
    ("ауезов мухтар", "abai"), ("Әуезовтің абай жолы", "abai"), ("Абай Құнанбайұлы", "words"),
    ("кунанбайулы", "words"), ("Бауыржан Момышұлы", "nest"), ("І. Есенберлин", "nomads1"),
    ("Ілияс Жансүгіров", "horse"), ("Конан Дойл", "sherlock"), ("Bronte", "jane"),
    ("Charles Dickens", "cities"), ("Lewis Carroll", "alice"), ("Смоктуновский", "eugene"),
    ("роман Достоевского", "crime"), ("С. Иманасов", "sultan"),
)  # fmt: skip
"""Who wrote it, or reads it aloud; family name and initials in any order."""

SERIES = (
    ("гарри поттер 1", "potter1"), ("гарри поттер 3", "potter3"),
    ("Гарри Поттер том 2", "potter2"), ("гарри поттер книга 2", "potter2"),
    ("көшпенділер 3", "nomads3"), ("Көшпенділер", "nomads1"), ("көшпенділер 2-кітап", "nomads2"),
    ("көшпенділердің үшінші кітабы 3", "nomads3"), ("Koshpendiler 2", "nomads2"),
    ("абай жолы 2", "abai2"), ("поттер узник", "potter3"),
)  # fmt: skip
"""A series, with a number or without."""

NUMBERS_AND_ENGLISH = (
    ("978-5-17-118366-0", "crime"), ("9785171183660", "crime"),
    ("ISBN 978-5-17-118366-0", "crime"), ("5170130015", "war"), ("5-17-013001-5", "war"),
    ("tale of two city", "cities"), ("two cities tales", "cities"), ("alices adventure", "alice"),
    ("wonderland", "alice"), ("mice men", "mice"), ("of mice & men", "mice"),
    ("treasure islands", "treasure"), ("crimes and punishments", "crime_en"),
)  # fmt: skip
"""ISBNs, and English in any form."""

GOLD = (
    *FORMS, *KAZAKH, *OTHER_LETTERS, *LAYOUT, *TYPOS, *PEOPLE, *SERIES, *NUMBERS_AND_ENGLISH
)  # fmt: skip
