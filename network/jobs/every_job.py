"""All jobs there are. Importing their modules registers them."""

from types import ModuleType

from network.jobs import mailing, nudging, reminding, resetting, sweeping

MODULES: tuple[ModuleType, ...] = (mailing, nudging, reminding, resetting, sweeping)


def known() -> int:
    """How many modules of jobs have been registered by the time this is called."""
    return len(MODULES)
