"""What keeps the roads from being asked: each failure knows who was asked and what would help."""

from routing.errors import BadProblem


class RoadsUnavailable(BadProblem):
    """Whoever knows the roads cannot be asked, or answers nonsense; nothing was planned.

    `asked` is how a person named it: a folder of tiles, or the address of a server.
    """

    def __init__(self, asked: str, what: str, remedy: str) -> None:
        self.asked = asked
        super().__init__(what, where=f"the roads of {asked}", remedy=remedy)


class RequestRefused(Exception):
    """A road engine understood a question and declined it; its own number says why.

    Never leaves `routing.travel`: whoever asks knows which numbers mean "ask for less at once".
    """

    def __init__(self, number: str, sentence: str) -> None:
        self.number, self.sentence = number, sentence
        super().__init__(f"{sentence} ({number})")
