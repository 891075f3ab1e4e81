"""Somebody forgot a password and asks for a mail. Who that is, nobody learns from the answer."""

from sqlalchemy import select

from network.queue import defer
from tenants import throttling
from tenants.database import db, new_id, transaction
from tenants.digests import login_key
from tenants.isolation import knocking
from tenants.models import Account
from tenants.throttling import Door

RESET = "reset"


def ask_for_link(email: str, address: str) -> None:
    """Have a link mailed to the account of this e-mail, if there is one; asked from `address`.

    Runs before any scope exists, so it opens its own transactions. Known or not, the same is done
    here and takes the same time: a job is deferred either way. Raises Throttled.
    """
    throttling.attempt(
        throttling.by_address(Door.FORGOTTEN, address), throttling.by_forgotten(email)
    )
    with knocking(login_key(email)), transaction():
        found = db.session.scalar(select(Account.id).where(Account.login_key == login_key(email)))
        defer(RESET, account_id=found or new_id())
