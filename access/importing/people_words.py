"""People in the words of catalogues: what they did, and their names family name first.

Sources: MARC Code List for Relators; UNIMARC Appendix C (relator codes).
"""

import re

from access.catalogue.records import ContributorRole
from access.importing.cleaning import clean, heading

A, N, T, E, C, I = (  # noqa: E741
    ContributorRole.AUTHOR, ContributorRole.NARRATOR, ContributorRole.TRANSLATOR,
    ContributorRole.EDITOR, ContributorRole.COMPILER, ContributorRole.ILLUSTRATOR,
)  # fmt: skip
OF_CODES = {
    "aut": A, "cre": A, "dub": A, "nrt": N, "spk": N, "prf": N, "act": N, "vac": N, "trl": T,
    "edt": E, "pbd": E, "red": E, "com": C, "ill": I, "art": I,
    "070": A, "330": A, "550": N, "590": N, "005": N, "755": N, "730": T, "340": E, "650": E,
    "220": C, "440": I, "040": I,
}  # fmt: skip
OF_WORDS: tuple[tuple[str, ContributorRole], ...] = (
    ("чита", N), ("чтец", N), ("исполн", N), ("диктор", N), ("narrat", N), ("reader", N),
    ("read by", N), ("voice", N), ("оқы", N), ("пер.", T), ("перев", T), ("transl", T),
    ("аудар", T), ("сост", C), ("compil", C), ("құраст", C), ("ред", E), ("edit", E), ("худож", I),
    ("иллюстр", I), ("illustr", I), ("суретші", I), ("безенд", I), ("автор", A), ("author", A),
)  # fmt: skip
NARRATION = re.compile(
    r"(?:(?:текст\s+)?(?:читает|читают|читал[аи]?|прочитал[аи]?)|чтец[ыа]?|диктор[ы]?|"
    r"исполнител[ьи]|(?:мәтінді\s+)?оқығандар|(?:мәтінді\s+)?оқыған|(?:мәтінді\s+)?оқитын|"
    r"(?:text\s+)?(?:read|narrated|performed)\s+by|narrators?|readers?)\s*[:—–-]?\s*"
    r"(?P<who>[^;()\[\]]+)",
    re.IGNORECASE,
)
RANKS = re.compile(
    r"^(?:(?:нар|засл|народн\w*|заслуженн\w*)\.?\s+)?(?:арт(?:ист\w*|\.)?|актёр|актриса|актер)"
    r"(?:\s+(?-i:[А-ЯЁ]{2,4}))?\s+",
    re.IGNORECASE,
)  # fmt: skip
BETWEEN = re.compile(r"\s*(?:,|\s+и\s+|\s+және\s+|\s+and\s+|\s*&\s*)\s*")
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.\s*){1,3}\Z")
PATRONYMIC = re.compile(r"(?:вич|вна|ична|ұлы|қызы|улы|кызы|оглы|кызы|uly|qyzy)\Z", re.IGNORECASE)
MOST_NARRATORS = 12
LONGEST_NOTE = 2_000


def role_of(codes: list[str], words: list[str]) -> ContributorRole | None:
    """The role that relator codes or words name; None where they name one that is none of ours."""
    for code in codes:
        role = OF_CODES.get(code.strip().casefold()[-3:])
        if role:
            return role
    for said in words:
        folded = said.casefold()
        for word, role in OF_WORDS:
            if word in folded:
                return role
    return None


def sorted_name(name: str) -> str:
    """A name as it is spoken, turned so that a catalogue can sort it.

    >>> sorted_name("Мұхтар Әуезов"), sorted_name("А. Клюквин"), sorted_name("Клюквин А. В.")
    ('Әуезов, Мұхтар', 'Клюквин, А.', 'Клюквин, А. В.')
    >>> sorted_name("Толстой Лев Николаевич"), sorted_name("Лев Толстой"), sorted_name("Абай")
    ('Толстой, Лев Николаевич', 'Толстой, Лев', 'Абай')
    """
    ends_with_initials = INITIALS.search(name.strip())
    name = " ".join(name.split()).strip(" ;:/") if ends_with_initials else heading(name)
    words = name.replace(".", ". ").split()
    if "," in name or len(words) < 2:
        return name
    if INITIALS.match(words[-1]) or PATRONYMIC.search(words[-1]):
        return f"{words[0]}, {' '.join(words[1:])}"
    return f"{words[-1]}, {' '.join(words[:-1])}"


def narrators_in(note: str) -> list[str]:
    """Who reads aloud, by a note: "Читает Клюквин", "Narrated by A. Smith and B. Jones."

    >>> narrators_in("Текст читает Ирина Ерисанова"), narrators_in("Читает: арт. А. Клюквин.")
    (['Ерисанова, Ирина'], ['Клюквин, А.'])
    """
    found = NARRATION.search(clean(note)[:LONGEST_NOTE])
    if not found:
        return []
    who = found["who"].strip(" .")
    names = [RANKS.sub("", name.strip(" .")) for name in BETWEEN.split(who)]
    sorts = [sorted_name(name) for name in names[:MOST_NARRATORS]]
    return [name for name in sorts if name and name[0].isupper() and len(name) < 80]
