"""What a part of a text (XML) would do when it is opened, besides being read. Pure.

A link that somebody follows may lead anywhere. Whatever is fetched or started without a click may
not: templates and pictures from elsewhere, fields that start programs, events that run a script.
"""

import re
from xml.parsers import expat

from network.documents.flaws import Flaw, Unfit

BETWEEN = "}"  # of a namespace and a name
RELATIONSHIP, INSTRUCTION, SIMPLE_FIELD = "Relationship", "instrText", "fldSimple"
CLICKED = "/relationships/hyperlink"
TEMPLATE = "/relationships/attachedTemplate"
ON_A_DISK = re.compile(r"file:///[a-z]:", re.IGNORECASE)
RUNS = "vnd.sun.star.script:"
STARTS = "DDE"


def refuse_doing(part: bytes) -> None:
    """Raises Unfit, also for what is no XML and for what declares words of its own (DTD). An empty
    part, of which LibreOffice writes some, does nothing."""
    if not part.strip():
        return
    reader, heard = expat.ParserCreate(namespace_separator=BETWEEN), _Heard()
    reader.StartElementHandler = heard.begins
    reader.EndElementHandler = heard.ends
    reader.CharacterDataHandler = heard.says
    reader.StartDoctypeDeclHandler = heard.declares
    try:
        reader.Parse(part, True)
    except expat.ExpatError as broken:
        raise Unfit(Flaw.DAMAGED) from broken
    if STARTS in "".join(heard.instructions).upper():
        raise Unfit(Flaw.MACROS)


class _Heard:
    """What is told of one part while it is read. An instruction may come in pieces."""

    def __init__(self) -> None:
        self.instructions: list[str] = []
        self.within = False

    def begins(self, name: str, given: dict[str, str]) -> None:
        said = {_short(each): value for each, value in given.items()}
        self.within = _short(name) == INSTRUCTION
        if _short(name) == SIMPLE_FIELD:
            self.instructions.append(said.get("instr", ""))
        if _short(name) == RELATIONSHIP and _fetches(said):
            raise Unfit(Flaw.REMOTE)
        if said.get("actuate") == "onLoad" and "//" in said.get("href", ""):
            raise Unfit(Flaw.REMOTE)
        if said.get("href", "").strip().lower().startswith(RUNS):
            raise Unfit(Flaw.MACROS)

    def ends(self, _: str) -> None:
        self.within = False

    def says(self, text: str) -> None:
        if self.within:
            self.instructions.append(text)

    def declares(self, _name: str, _system: object, _public: object, own_words: int) -> None:
        if own_words:
            raise Unfit(Flaw.MACROS)


def _fetches(relation: dict[str, str]) -> bool:
    """Whether Word looks for something outside by itself; for the template on the writer's own
    disk it looks on the reader's, and finds nothing."""
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    own_template = kind.endswith(TEMPLATE) and ON_A_DISK.match(target)
    outside = relation.get("TargetMode", "").lower() == "external"
    return outside and not kind.endswith(CLICKED) and not own_template


def _short(name: str) -> str:
    return name.rpartition(BETWEEN)[2]
