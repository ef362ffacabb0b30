"""Sentences of our own whose language is known."""

SHORT_KAZAKH = """
Келдік.
Кетейік.
Бар.
Жоқ.
Рахмет!
Сау бол.
Сау болыңыз!
Кім бұл?
Қайдан келдің?
Мына кітап менікі.
Ол мектепте.
Бала жылап отыр.
Апам нан пісірді.
Атам атқа отырды.
Алма пісіп тұр.
Таулар биік.
Қар жауды.
Жаңбыр басталды.
Сен бардың ба?
Мен бардым.
Олар кетті.
Ата, кел!
Ана, маған бер.
Алманы ал.
Бала далада ойнап жатыр.
Олар осында отыр.
Маған сабақ бар.
Сонда ол айтты.
Ал сонан соң барады.
Ол бармайды.
Мен отырмын.
Сен алмайсың.
Осы жерде отыр.
Бала атты байлады.
Ана баласын жубатты.
Ол мал бакты.
Баласы келсе, айтар.
Ауыл тыныш.
Балалар, отырыңдар!
Ол маған айтпады.
Тау басында тас бар.
Сары ала жаз.
Тарау алты.
Ел аман, жер тыныш.
Ол менен сурады.
Жылан шыкты.
Астана туралы айтып берді.
Тамак бар ма?
Алтын балык.
Жаман емес.
Осылай болады.
Men keldim.
Bala kitap oqydy.
Qazaqstan tauly el.
Ol mektepke bardy.
Мен бiлемiн.
"""

SHORT_RUSSIAN = """
Да.
Нет.
Спасибо!
Пойдём.
Кто там?
Где ты был?
Он ушёл.
Она пришла.
Мы дома.
Снег идёт.
Начался дождь.
Дай хлеба.
Это моя книга.
Мальчик плачет.
Дед сел на коня.
Яблоки созрели.
Горы высоки.
Ты ходил?
Я ходил.
Все ушли.
Иди сюда!
Мама, дай мне.
Возьми яблоко.
Дети играют.
Сидят тут.
У меня урок.
Тогда он сказал.
Потом пойдёт.
Не пойдёт.
Я сижу.
Не бери!
Стой здесь.
Конь стоит.
Мать молчала.
Он пас скот.
Спросите брата.
В ауле тихо.
Садитесь, дети!
На горе камень.
Жёлтое лето.
Глава шестая.
Мир и покой.
Он спросил меня.
Змея уползла.
Рассказал об Астане.
Есть еда?
Золотая рыбка.
Неплохо.
Так и будет.
Сады цвели.
Алма-Ата проснулась.
Абай писал стихи.
Он любит The Beatles.
Беды миновали.
"""

SHORT_ENGLISH = """
Yes.
No.
Thank you!
Let us go.
Who is there?
Where were you?
He left.
She came.
Snow is falling.
Give me bread.
This is my book.
The boy cries.
Apples are ripe.
I went.
Come here!
Take an apple.
Children play.
We sit here.
Then he spoke.
Do not take it!
The horse stands.
Mother was silent.
Chapter six.
So be it.
"""

LONG_KAZAKH = """
Таңертең ерте тұрып, далаға шықты да, атын ерттеп, ауылға карай аттанды.
Ол маған осы туралы айтпады, ал мен одан сурамадым.
Балалар далада ойнап жатыр, ал аналары шай ішіп отыр.
Бала кезінен бастап кітап оқығанды жақсы көретін.
Атам айтып отырған ертегі таң атқанша бітпейді.
Жылдар жылжып, ауыл да, адамдар да бір-бірінен алыстады.
Сол жылы жаз ыстық болып, малдың бәрі тауға айдалды.
Тау басында тас бар, тас астында жылан бар, одан аулак бол.
Ата-анасы баласына алма, нан, май салып берді.
Ол ауылда туып, ауылда жасады, калаға бармады.
Qystyń uzaq túninde ájem bizge ertegi aitatyn.
Balalar mektepten keldi de, dalada oinap ketti.
Qazaqstannıñ tauları biik, köli tereñ, dalası keñ.
Ol kitaptı oqyp boldy, sosyn maǵan berdi.
"""

LONG_RUSSIAN = """
Рано утром он вышел во двор, оседлал коня и уехал в аул.
Он ничего мне об этом не рассказал, а я и не спрашивал.
Дети играли на улице, пока матери пили чай.
С детства она любила читать книги о дальних странах.
Сказка, которую рассказывал дед, не кончалась до рассвета.
Годы шли, и люди понемногу отдалялись друг от друга.
Лето в том году выдалось жаркое, и весь скот угнали в горы.
На горе лежит камень, под камнем живёт змея.
Родители собрали сыну в дорогу хлеба, масла и яблок.
Он родился в ауле и никогда не бывал в городе.
Статья об операционной системе Linux напечатана в журнале Open Systems.
Ауыл, аксакал, арык и дастархан давно стали русскими словами.
"""

LONG_ENGLISH = """
Early in the morning he went out, saddled the horse and rode to the village.
He told me nothing about it, and I did not ask.
The children played in the yard while their mothers drank tea.
Since childhood she had loved books about distant countries.
The tale that my grandfather told did not end until dawn.
The years went by, and people grew apart little by little.
That summer was hot, and the cattle were driven to the mountains.
Almaty and Astana are the largest cities of Kazakhstan.
His parents packed bread, butter and apples for the road.
The old word aul means a village of herdsmen.
"""
