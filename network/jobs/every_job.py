"""All jobs there are. Importing their modules registers them."""

from types import ModuleType

from network.jobs import nudging

MODULES: tuple[ModuleType, ...] = (nudging,)


def known() -> int:
    """How many modules of jobs have been registered by the time this is called."""
    return len(MODULES)
