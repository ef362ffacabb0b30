"""What can go wrong between Dauys and the library's own system; no failure names a reader."""


class IlsError(Exception):
    """The ILS could not be asked; `code` says why, the sentence what to do about it."""

    code = "failed"


class IlsAway(IlsError):
    """Nobody answers there, or the ILS says that it is out of service. It may be back soon."""

    code = "away"


class NotSafe(IlsError):
    """The way there would be open to listeners, or whoever answers is not who should."""

    code = "not_safe"


class LoginRefused(IlsError):
    """The ILS does not let us in under this name and password."""

    code = "login_refused"


class BadMessage(IlsError):
    """What came is no message of SIP2, or not the answer to what was asked."""

    code = "bad_message"


class WrongChecksum(BadMessage):
    """The message was damaged on its way."""

    code = "wrong_checksum"


class CannotBeSaid(IlsError):
    """A value has a sign that a message of SIP2 cannot hold."""

    code = "cannot_be_said"


class NotOffered(IlsError):
    """This ILS does not know this message, as it says itself."""

    code = "not_offered"


class AnswerLost(IlsError):
    """A command went out and no answer came: whether it was done has to be asked."""

    code = "answer_lost"
