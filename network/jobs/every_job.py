"""All jobs there are. Importing their modules registers them."""

from types import ModuleType

from network.jobs import (
    anchoring,
    arriving,
    asks,
    cases,
    drafts,
    elsewhere,
    erasing,
    files,
    mailing,
    measures,
    nudging,
    oversight,
    proposals,
    reminding,
    resetting,
    rooms,
    searching,
    seats,
    stays,
    stopping,
    sweeping,
    transfers,
)

MODULES: tuple[ModuleType, ...] = (
    anchoring,
    arriving,
    asks,
    cases,
    drafts,
    elsewhere,
    erasing,
    files,
    mailing,
    measures,
    nudging,
    oversight,
    proposals,
    reminding,
    resetting,
    rooms,
    searching,
    seats,
    stays,
    stopping,
    sweeping,
    transfers,
)


def known() -> int:
    """How many modules of jobs have been registered by the time this is called."""
    return len(MODULES)
