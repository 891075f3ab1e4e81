"""Somebody has asked about a file of the centre's, and another file of it is to be erased."""

from uuid import UUID

from sqlalchemy import Engine

from network.rights.kinds import Right
from tests.actors import Cast
from tests.rights.asking import at_the_centre, received, to_erase


def ask_and_erase(cast: Cast, owner: Engine) -> tuple[UUID, UUID]:
    """The open request, and the erasure that waits for somebody to confirm it."""
    house = at_the_centre(cast, owner)
    return received(house, Right.ACCESS), to_erase(house)
