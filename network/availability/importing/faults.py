"""What is wrong with a list, said to whoever keeps it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tenants.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in one row and column of the file.

    `column` is called as in the file. `sentence` is a message id with gaps for the `facts`.
    """

    line: int
    column: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        where = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.sentence % self.facts}"


class Wrong(Exception):
    """A value cannot be what its column says; caught where its row and column are known."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts


class Unreadable(Invalid):
    """The file as a whole is not a list of groups."""

    code = "unreadable"

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence, "file", **facts)


class TooLarge(Unreadable):
    """More than anybody's list of groups; not read at all."""

    code = "too_large"


class NotImportable(Invalid):
    """The list has faults; nothing of it was taken in."""

    code = "not_importable"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(N_("The list has faults. Nothing was imported."), "file")
        self.faults = faults
