"""The mail for whoever forgot their password. See decision 0011."""

from uuid import UUID

from flask import current_app

from network.jobs import letters, postman
from network.jobs.registry import job
from network.jobs.words import Words
from network.notices.forgotten import RESET
from network.settings import Settings
from tenants import resets
from tenants.database import db, transaction
from tenants.isolation import acting_as, knocking
from tenants.membership import of_account
from tenants.models import Account


@job(RESET)
def reset(account_id: str) -> None:
    """Mail a link to the account's own address; nothing for an account that does not exist or
    works for nobody. Raises Delayed, and then the link is as if it had never been made."""
    settings: Settings = current_app.extensions["pristan_settings"]
    with knocking("", UUID(account_id)), transaction():
        account = db.session.get(Account, UUID(account_id))
        memberships = of_account(UUID(account_id))
        if account is None or not memberships or not settings.sends_mail:
            return
        address, words = account.email, Words(account.language or settings.language)
        if not postman.may_get_mail(settings, address):
            return
    with acting_as(memberships[0]) as scope, transaction():
        secret = resets.make_link_by_mail(scope)
        try:
            postman.post(settings, letters.about_a_password(settings, address, words, secret))
        except postman.Refused:
            db.session.rollback()
