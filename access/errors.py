"""What every door of the desk may have to say no to; a failure knows its facts, not its doorway."""


class AccessError(Exception):
    """Anything that cannot be done for a reader, a title or a request.

    The class names what happened, its attributes are the facts; a door says both in the reader's
    language. The English sentence is for logs: it never holds a name, an address or a card number.
    """
