"""Short forms that end in a full stop, and whether a sentence may end with them.

Written without inner spaces: "т.д" stands for "т.д." and "т. д.". A form not listed here is an
ordinary word: a capital letter after its full stop begins a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from tts.text.languages import ENGLISH, KAZAKH, RUSSIAN


class Ending(Enum):
    """What a capital letter after an abbreviation means."""

    NEVER = auto()
    """It leans on the word after it: проф., см., Mr."""
    BEFORE_NUMBER = auto()
    """It leans only on a number after it: No. 5, para. 4, доб. 3."""
    BEFORE_STARTER = auto()
    """A sentence ends only if the next word is one that begins sentences: тыс., ж., Inc."""
    AFTER_NUMBER = auto()
    """After a number it is a unit and may end a sentence (1845 г.), else it leans (г. Алматы)."""
    CLOSING = auto()
    """It stands at the end of a list or a date, and a capital begins a sentence: и т. д., etc."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The short forms of one language, in lower case.

    `starters` begin sentences and are no names. `date_words` only say when. `speech_verbs` after
    a quotation carry its sentence on even if a name stands before them.
    """

    endings: Mapping[str, Ending]
    starters: frozenset[str]
    date_words: frozenset[str] = frozenset()
    speech_verbs: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _endings(words: Mapping[Ending, str]) -> dict[str, Ending]:
    return {form: ending for ending, forms in words.items() for form in forms.split()}


_CYRILLIC = Abbreviations(
    endings=_endings(
        {
            Ending.NEVER: (
                "акад арх о оз ауд бул бульв вып гл гр гр-н г-жа г-н д дер докт доц д-р илл им инж "
                "ин-т к-сі кв кап канд корп көш лейт м-р мыс наб нач обл п пер пл полк пом "
                "просп проф пр-т р-н рис с-з св см сост ср ст-ца табл тел тов т.е т.к т.н т.о "
                "т.ч ун-т ул факс ф-ка худ ч з-д қар мкр шығ құраст бас.ред к.т.н д.т.н к.и.н "
                "д.и.н к.ф.н д.ф.н № б.з.б б.з.д ред отв напр изд ген т.ғ.к т.ғ.д ф.ғ.к ф.ғ.д "
                "п.ғ.к п.ғ.д э.ғ.к э.ғ.д х.ғ.к х.ғ.д"
            ),
            Ending.BEFORE_NUMBER: "доб ф оп",
            Ending.BEFORE_STARTER: (
                "авг апр б бет воскр дек ж жж зк макс млн млрд мөлш мың нояб окт праздн прим реж "
                "с-та сент трлн тыс фев февр шт ғ ғғ қ янв"
            ),
            Ending.AFTER_NUMBER: "в вв г гг л м мин р с ст стр т тн",
            Ending.CLOSING: (
                "т.д т.п др пр проч т.б т.с.с с.с ж.т.б н.э б.э га кг км км² кв.км кв.м коп "
                "куб м² м³ руб сек см² тг у.е час чел шаршы экз мм"
            ),
        }
    ),
    starters=_words(
        "он она оно они это этот эта эти тот те там тут здесь потом затем тогда теперь однако "
        "поэтому все всё всех его её их мой наш мы вы ты но и а в во на не ни с со по за из у "
        "о об от до для при если когда где как что кто так после перед через также кроме был "
        "была было были никто ничто ничего каждый многие некоторые другие такой такая такие "
        "ол олар бұл бұлар сол осы осында мұнда мұны онда сонда оның олардың оны бірақ ал "
        "және сосын содан кейін сондықтан мен сен сіз біз бәрі барлығы қазір бүгін ертең кеше "
        "ешкім ештеңе алайда дегенмен енді егер соңында осылай осыдан"
    ),
    date_words=_words(
        "в во к ко с со до после около на от по и лишь только уже зимой весной летом осенью "
        "начале конце середине первой второй половине четверти годах мае марте январе феврале "
        "апреле июне июле августе сентябре октябре ноябре декабре мая марта января февраля "
        "апреля июня июля августа сентября октября ноября декабря г гг вв ж жж ғ дейін кейін"
    ),
)
_ENGLISH = Abbreviations(
    endings=_endings(
        {
            Ending.NEVER: (
                "mr mrs ms messrs dr prof rev hon gen col capt lt sgt gov sen rep pres fig "
                "figs vol vols pp p ch sec ed eds trans cf e.g i.e viz vs approx mt"
            ),
            Ending.BEFORE_NUMBER: "no nos para paras art",
            Ending.BEFORE_STARTER: (
                "inc ltd co corp jr sr st ave rd blvd dept est univ bros u.s u.k u.s.a u.n "
                "e.u d.c ph.d m.d b.a m.a jan feb mar apr jun jul aug sept sep oct nov dec "
                "max kg km cm mm ft lb oz al a.m p.m"
            ),
            Ending.CLOSING: "etc b.c a.d ibid",
        }
    ),
    starters=_words(
        "he she it they we you i this that these those there here then now but and or so if "
        "when where how what who why in on at by for from to as after before because although "
        "however the a an his her its their our my your no not nobody nothing everyone all "
        "some many most each every another other such"
    ),
    speech_verbs=_words(
        "said asked cried replied answered whispered shouted called muttered added murmured "
        "exclaimed laughed sighed thought"
    ),
)
_ALL = Abbreviations(
    endings={**_ENGLISH.endings, **_CYRILLIC.endings},
    starters=_CYRILLIC.starters | _ENGLISH.starters,
    date_words=_CYRILLIC.date_words,
    speech_verbs=_ENGLISH.speech_verbs,
)
_OF = {KAZAKH: _CYRILLIC, RUSSIAN: _CYRILLIC, ENGLISH: _ENGLISH}


def abbreviations(language: str) -> Abbreviations:
    """The short forms of a language; of all our languages together if it is none of them.

    Russian and Kazakh share one list, because a paragraph of either borrows from the other.
    """
    return _OF.get(language, _ALL)
