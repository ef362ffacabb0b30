"""The root of every refusal of this room; each room of it names its own in its `errors.py`."""


class AccessError(Exception):
    """Something that was asked cannot be done; the attributes say what and why."""
