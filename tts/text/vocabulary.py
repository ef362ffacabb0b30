"""Frequent words and endings of the three languages, for telling them apart.

Chosen by us. Kazakh words with letters that Russian has not are left out: the letter is enough.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _weighed(endings: Mapping[int, str]) -> dict[str, int]:
    return {ending: weight for weight, text in endings.items() for ending in text.split()}


KAZAKH_WORDS = _words(
    "ада адам адамдар адамды ай айт айтады айтса айтты айттым айтылды айтып ал алады алайда "
    "алар алды алдым алдында алла алма алмай алты алтын алып алыс ана анам анау апа апай апам "
    "апама апта ара арасында ас аса аспан аспанда асты асхана ата атам атама аттан атты атым "
    "ауа ауыз ауыл ауылда ауылы ауыр аш ашты ашылды аяз ба баба бай байланысты байлар бала "
    "балалар балам балапан баласы бар бара барады барам барамын барар барды бардым бару барша "
    "барып бас басталды басы басында батыр батыс бе бекер берген бере берме берсе беру бес "
    "беске бет бойлы бойы бойымен бойынша бол болады болар болды болмады болмайды болса "
    "болсын болу болып боран дала далада дана деген деп дер домбыра дос достар достым егер "
    "екен ел елде елдер еле емен емес ене ертек ет етпе жазба жазды жазу жай жайлы жал жалпы "
    "жаман жан жана жанар жандар жанында жар жас жасады жасым жат жатыр жауабы жауап жеке жел "
    "жер жерде жетпе жиналды жиналыс жиын жиырма жоба жол жолда жолдас жолы жота жуан жыл "
    "жылан жылда жылдам жылдан жылдар жылдары жылу жылы кезде кейде кел келген келе келем "
    "келер келмей кем кеме керек кесе кет кетпе кеш кешке кеште ма мал мамыр маусым мектеп "
    "мектепте мен менде менен молда мына мынадай мынау мыс намаз нан нар наурыз не неге неден "
    "немере неше ой ойлан ойын ойыншы ол олай олар онда ондай онысы орман орта ортасында орын "
    "осы осыдан осылай осында осынша отан отбасы отыз отыр отырды отырмын отырып па пайда "
    "пайдалы пе рахмет сай сайын салды салып сана сансыз сапар сарай сары сау сауда сен сенбе "
    "сенде содан сол солай сонан сонда сондай сонша сонымен сонысы сорпа су суда суы "
    "сыбырлады сыйлы сыныбы сынып сыр та таза там тамаша тамыз таныс тарау тарауы тарихи "
    "тарихы тас тау тауда тауы тауып тез тек терезе терезеден той тойды ту тура туралы туу "
    "туысы тыныш уа уыз шай шал шалды шама шамалы шапан шара шаш шы шыдам шын шынымен ыдыс ым "
    "ырыс ыс"
)
"""In Cyrillic. Some are Russian words too; those prove nothing."""
RUSSIAN_WORDS = _words(
    "а ага баба бабушка беги без берут брат был была были было быть в вам вас ваш ваша вдруг "
    "весна вечер вместе вода вон вопрос восемь вот вперед вперёд время все всего всей всем "
    "всех всю вся всё второй вы где глава год года гора город да даже дай дала два девять "
    "дедушка дело день десять для до дождь дом дома дочь друг его едва ее ей еле ему если "
    "есть еще ещё её же жизнь за здесь зима и идем иди идём из или им их к как какая какой "
    "книга когда конечно кто куда лес лет лето ли лицо лишь луна люди мама мать между меня "
    "место мне мог может можно мои мой молчи море моя мы на над надо нам нас наш наша не небо "
    "него нее ней нельзя нет неё ни них но ночь ну о об один однако ой он она они оно опять "
    "осень от ответ отец очень папа первый перед плохо по повесть под поздно пока пора после "
    "потом потому почему поэма при привет про пять работа раз рано рассказ река роман рука "
    "рядом с сам сама своего своей свой себя сейчас семь сестра сказал сказала слово снег "
    "снова со солнце спасибо сто стой стоп страница сын так такой там твой твоя тебе тебя "
    "темно теперь тепло тихо то тогда того тоже той только том третий три туда тут ты тысяча "
    "у угу уже утро холодно хорошо хоть хотя часть чего чем через четыре что чтобы шесть "
    "школа эта эти это этого этой этом этот я"
)
"""Small words, and such as stand alone as a sentence."""
ENGLISH_WORDS = _words(
    "a about above after again all also always am an and another any are as at away back be "
    "because been before being below between book both but by came can chapter come could day "
    "did do does done down each else end even ever every few find first for found from gave "
    "get give go goes gone good got great had has have he hello help her here him his home "
    "how i if in into is it its just keep kept know last late left less let life like little "
    "long look made make man many may me might mine more most much must my near never new "
    "next no nobody none nor not note nothing now of off old on once one only open or other "
    "our out over own page part people please put rain ran read ready run said same saw say "
    "see she should since sit so some soon stand stay still stop story such take talk tell "
    "than thank thanks that the their them then there these they thing this those three time "
    "to today too took turn two under until up upon us use very wait was we well went were "
    "what when where which while who why will wind with without work world would year yes yet "
    "you your"
)
"""Small words. Not those that are also Kazakh in Latin letters (men, bar, ten, bes)."""
LATIN_KAZAKH_WORDS = _words(
    "adam adamdar aitty al aldy almaty alty ana apa astana ata ba bala balalar bar ber berdi "
    "bes bir biz bolady boldy bul da de dedi dep eken eki emes jane jer jeti jok jol joq jyl "
    "jyly jáne jäne jıl kel keldi kerek ket ketti kim kitap ma mektep men ne nege ol olar on "
    "osy pa pe qaida qalai qazaq qazaqstan rahmet salem sen siz sol sälem til tili ush üş"
)
"""In either Latin alphabet, where it looks the same in both or is frequent."""

KAZAKH_ENDINGS = _weighed(
    {
        1: (
            "ады асы бас да дай дан дап дар ден деп дер ды дыр йын лап лар леп лер май мас "
            "мей мен мес мын нан нен пай пен пыз сы сыз сын та тай тан тап тар тен теп тер ты "
            "тыр ыз ын ына ыс ысы"
        ),
        2: (
            "аймын аман амыз атын ген дады дары емен емыз йды кен лады лайды ланды ланып лары "
            "ласты лдар майды мейди мыз сымен сына тады тары ттан ттар ушы шылар ылды ылы ыма "
            "ымен ымыз ынан ында ынды ып ыра"
        ),
    }
)
RUSSIAN_ENDINGS = _weighed(
    {
        1: ("ам ат ах ев ел ий ик ил ит ка ки ку ла ли ло ов ой ок ою ул ый ыл ют ял ям ят ях"),
        2: (
            "ало ать ей ело еть ешь ие ии ила ить их ишь ию ия ная ное ной ном ные ным ных ое "
            "сь ся ть уть ую ыло ых ью юю яла ять"
        ),
        3: (
            "али ами ание ась его ели ему ение или ими ись лась лись лось лся нул нула ный "
            "ого ому ость ство тся ули ция ыли ыми ями"
        ),
    }
)
ENGLISH_ENDINGS = _weighed(
    {
        1: ("al ed er es ly ty us"),
        2: ("ant ble ent ess ful ght ich ing ion ive nce ous ure"),
    }
)
LATIN_KAZAKH_ENDINGS = _weighed(
    {
        1: ("da dan dar den der di dy lar ler nan nen sy ta tan tar ter ti ty"),
        2: ("ady aq edi ek ganda gen idi ip nda nde ngan synda ydy yp yq"),
    }
)
