"""Who stands at a door: what every page and every call knows of the one who asks."""

from dataclasses import dataclass

from access.people.records import Account, Reader, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A reader or an account that signed in, with what they may do at this moment."""

    reader_id: int | None = None
    account_id: int | None = None
    name: str
    roles: frozenset[Role]
    acts_for_id: int | None = None
    """The reader for whom an assistant or coordinator acts now."""
    acts_for_name: str = ""
    screen_language: str
    speech_language: str
    sign_in_id: int | None = None
    """None where a machine came with a token."""

    @property
    def serves_id(self) -> int | None:
        """The reader whose list, profile and wishes are meant: themselves, or the one acted for."""
        return self.acts_for_id if self.acts_for_id is not None else self.reader_id

    def may_as(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs."""
        return not self.roles.isdisjoint(roles)


def person_of_reader(reader: Reader, *, sign_in_id: int | None) -> Person:
    """A reader who came themselves."""
    return Person(
        reader_id=reader.id,
        name=reader.name,
        roles=frozenset({Role.READER}),
        screen_language=reader.screen_language,
        speech_language=reader.speech_language,
        sign_in_id=sign_in_id,
    )


def person_of_account(
    account: Account, *, acts_for: Reader | None, sign_in_id: int | None
) -> Person:
    """Somebody of the staff, or an assistant, with the reader for whom they act."""
    return Person(
        account_id=account.id,
        name=account.name,
        roles=frozenset(Role(role) for role in account.roles),
        acts_for_id=acts_for.id if acts_for else None,
        acts_for_name=acts_for.name if acts_for else "",
        screen_language=account.language,
        speech_language=account.language,
        sign_in_id=sign_in_id,
    )
