"""Somebody has asked about a file of the centre's, another file of it is to be erased, and with a
third everything else is done that may be asked for."""

from uuid import UUID

from sqlalchemy import Engine

from network.consent.kinds import Category
from network.records.restricting import Ground
from network.rights import keeping, rectifying, reporting
from network.rights.kinds import Right
from network.rights.restriction import restrict
from network.rights.retention import RecordClass
from tenants.database import transaction
from tests.actors import Cast
from tests.rights.asking import (
    House,
    at_the_centre,
    granted,
    received,
    to_erase,
    with_another_file,
)


def ask_and_erase(cast: Cast, owner: Engine) -> tuple[UUID, UUID]:
    """The open request, and the erasure that waits for somebody to confirm it."""
    house = at_the_centre(cast, owner)
    _everything_else(with_another_file(house))
    return received(house, Right.ACCESS), to_erase(house)


def _everything_else(house: House) -> None:
    """A report, a correction, a restriction, and how long the house keeps files."""
    report, correction = granted(house, Right.ACCESS), granted(house, Right.RECTIFICATION)
    restriction = granted(house, Right.RESTRICTION)
    with house.worker.acting() as scope, transaction():
        reporting.prepare(scope, report)
        rectifying.rectify(scope, correction, Category.SCHOOL, {"school": "Beseda centra."})
    with house.dpo.acting() as scope, transaction():
        restrict(scope, restriction, ground=Ground.ACCURACY)
        keeping.set_years(scope, years=10, record_class=RecordClass.WORDS)
