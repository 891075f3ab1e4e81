"""Keys of words for the searches of copied networks.

What people wrote is left out of a copy, and the keys with it; a centre gets its key with the first
word, but a home can only write under one that it is lent. So every open search is given one.
"""

from sqlalchemy import exists, select

from network.requests.models import Request
from network.words import door
from network.words.models import WordKey
from tenants.caretaking import all_tenants, caretaker_of
from tenants.database import db, transaction
from tenants.isolation import acting_as


def lend() -> int:
    """Give every open search a key that has none; how many they were. Needs an application
    context."""
    given = 0
    for tenant_id in all_tenants():
        with acting_as(caretaker_of(tenant_id)) as scope, transaction():
            keyed = exists().where(
                WordKey.tenant_id == Request.tenant_id, WordKey.subject_id == Request.id
            )
            lacking = db.session.scalars(
                select(Request.id).where(
                    Request.tenant_id == tenant_id, Request.closed_at.is_(None), ~keyed
                )
            ).all()
            door.begin_each(scope, lacking)
            given += len(lacking)
    return given
