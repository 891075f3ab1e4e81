"""Names that are given once: the index has the last word where two give the same in one moment."""

from sqlalchemy.exc import IntegrityError

from tenants.database import db
from tenants.errors import Conflict


def keep_name(constraint: str, refusal: Conflict) -> None:
    """Write what was named. Raises `refusal` where `constraint` holds that somebody was faster."""
    try:
        db.session.flush()
    except IntegrityError as taken:
        if constraint in str(taken.orig):
            raise refusal from taken
        raise
