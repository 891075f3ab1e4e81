"""The errors the domain speaks in; the surfaces decide what they look like."""


def N_(sentence: str) -> str:
    """Mark a sentence for translation where it stands; the surface translates it later."""
    return sentence


class DomainError(Exception):
    """A rule of the network was not met.

    `code` is stable and for machines. `sentence` is an English message id for people, with
    `%(name)s` gaps that `facts` fill; surfaces translate it before filling.
    """

    code = "not_possible"

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence % facts if facts else sentence)
        self.sentence = sentence
        self.facts = facts


class NotFound(DomainError):
    """Nothing of that kind is visible from here; it may well exist elsewhere."""

    code = "not_found"


class NotAllowed(DomainError):
    """Visible in one's own tenant, but not this member's to do: the roles do not allow it."""

    code = "not_allowed"


class Conflict(DomainError):
    """Somebody else was faster, or the thing is not in a state that allows this."""

    code = "conflict"


class Invalid(DomainError):
    """A value does not fit. `field` names the form field the sentence belongs to."""

    code = "invalid"

    def __init__(self, sentence: str, field: str = "", **facts: object) -> None:
        super().__init__(sentence, **facts)
        self.field = field


class NoScope(RuntimeError):
    """Tenant data was asked for outside any scope: a bug in our code, never a user's doing."""
