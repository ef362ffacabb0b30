"""Names as they are sought: small letters, Kazakh ones like the Russian ones that stand for them.

A name is written "Сейітова" on a card and typed "сейитова" on a Russian keyboard; both must be
found, on databases that fold letters and on those that do not.
"""

import unicodedata

ALIKE = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
APOSTROPHES = "'’ʼ`´"


def folded(text: str) -> str:
    """Words in small letters, one space between them, every sign but letters and digits left out.

    "Сейітова-Ким" becomes "сейитова ким".
    """
    low = unicodedata.normalize("NFKC", text).casefold().translate(ALIKE)
    joined = "".join(sign for sign in low if sign not in APOSTROPHES)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in joined).split())
