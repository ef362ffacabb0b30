"""How much a text looks like Russian, Kazakh or a Western language, judged by pairs of letters.

Read in a wrong encoding, Russian becomes rare pairs, capitals inside words, letters of other
alphabets and drawing signs; each of these costs, and what is frequent in our languages earns.
"""

from tts.sources.markup import listed

CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі")
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
WESTERN = frozenset("àâäáãåçéèêëíìîïñóòôöõøúùûüýÿæœß")
SIGNS = frozenset("«»„“”‘’‚‹›—–…№\u00a0§°©®±·•™€½¼¾×")
FREQUENT = listed(
    "ст но ен то на ов ни ра во ко по пр ро ал не ли ер ре ос ор ла го ть ка ем ет ес ом ам ва "
    "та ан ед де ил ло ся ит ис ки ти ри ый ый ог ел ат об от ол од ин ме ве ль ны да до за ло "
    "ар ды ді ын ін ға ге қа ке ле са се ма ба бе ты ті те лы лі ік ық ас ып іп жа же нд нг ны ні "
    "ры рі сы сі қы ғы ңы үр үй өз өн ән әр әл ұл ұр ғы ғі аң ың ің ды бі бо бұ ал лд дә сә мә "
    "ан да шы ші ғы үш өт ты ау ай ей ой өй оқ ақ еқ рд"
)
FREQUENT_EARNS, LETTERS_EARN, SIGN_EARNS = 3.0, 1.0, 0.2
CAPITALS_EARN = 0.5
CAPITAL_INSIDE_COSTS, MIXED_COSTS, ODD_COSTS, UNREADABLE_COSTS = 4.0, 2.0, 4.0, 12.0
UNREADABLE = "\ufffd"


def pair_value(left: str, right: str) -> float:
    """What two neighbours say, above zero for sense; 0 for a pair without any letter of interest.

    >>> pair_value("с", "т") > pair_value("щ", "ж") > 0 > pair_value("с", "Т")
    True
    """
    cost = _oddity(left) + _oddity(right)
    if cost:
        return -cost
    small = (left + right).lower()
    if small[0] in CYRILLIC and small[-1] in CYRILLIC:
        return _cyrillic(left, right, small)
    if {small[0] in LATIN, small[-1] in LATIN} == {True, False}:
        return _beside_latin(small[-1] if small[0] in LATIN else small[0])
    if small[0] in WESTERN and small[-1] in WESTERN:
        return -LETTERS_EARN
    return SIGN_EARNS


def _cyrillic(left: str, right: str, small: str) -> float:
    is_frequent = small in FREQUENT
    if left.islower() and right.isupper():
        return -CAPITAL_INSIDE_COSTS
    if left.isupper() and right.isupper():
        return FREQUENT_EARNS - CAPITALS_EARN if is_frequent else CAPITALS_EARN
    return FREQUENT_EARNS if is_frequent else LETTERS_EARN


def _beside_latin(other: str) -> float:
    """Words of one alphabet do not go over into another; accents belong to Latin."""
    if other in CYRILLIC:
        return -MIXED_COSTS
    return LETTERS_EARN if other in WESTERN else SIGN_EARNS


def _oddity(letter: str) -> float:
    if letter.isascii():
        return 0.0
    small = letter.lower()
    if small in CYRILLIC or small in WESTERN or letter in SIGNS:
        return 0.0
    is_lost = letter == UNREADABLE or "\x80" <= letter <= "\x9f"
    return UNREADABLE_COSTS if is_lost else ODD_COSTS
