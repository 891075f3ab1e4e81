"""All jobs there are. Importing their modules registers them."""

from types import ModuleType

from network.jobs import (
    anchoring,
    asks,
    drafts,
    elsewhere,
    files,
    mailing,
    measures,
    nudging,
    reminding,
    resetting,
    searching,
    stays,
    stopping,
    sweeping,
)

MODULES: tuple[ModuleType, ...] = (
    anchoring,
    asks,
    drafts,
    elsewhere,
    files,
    mailing,
    measures,
    nudging,
    reminding,
    resetting,
    searching,
    stays,
    stopping,
    sweeping,
)


def known() -> int:
    """How many modules of jobs have been registered by the time this is called."""
    return len(MODULES)
