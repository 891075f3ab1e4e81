"""Every night it is written down, outside the database, how far each trail has come; once a week
each is verified, and once a month what has been kept long enough is taken off."""

import logging
from pathlib import Path

from flask import current_app

from network.jobs.registry import keeping_house, rounds
from network.settings import Settings
from network.trail import anchors, pruning, verifying
from network.trail.pruning import Tampered
from tenants import clock
from tenants.caretaking import all_tenants

AFTER_MIDNIGHT = "7 1 * * *"
ON_SUNDAYS = "37 1 * * 0"
ONCE_A_MONTH = "17 2 3 * *"
log = logging.getLogger(__name__)


@rounds("anchors", AFTER_MIDNIGHT)
def put_anchors() -> None:
    """The anchors of all trails into the file of the day; a second round changes nothing."""
    anchors.put(_folder(), clock.today(), verifying.all_anchors())


@rounds("verified_trails", ON_SUNDAYS)
def verify() -> None:
    """Every house's desk says when its trail was verified, and what was found."""
    known = anchors.read((_folder(),))
    for tenant_id in all_tenants():
        with keeping_house(tenant_id) as scope:
            found = verifying.verify(scope, known)
            verifying.note(scope, found)
        if found is not None:
            log.error("The trail of %s is broken at entry %s", tenant_id, found.seq)


@rounds("pruned_trails", ONCE_A_MONTH)
def prune() -> None:
    """A trail that was tampered with stays as it is, and those of others go on."""
    known = anchors.read((_folder(),))
    for tenant_id in all_tenants():
        try:
            with keeping_house(tenant_id) as scope:
                pruning.prune(scope, known)
        except Tampered as refused:
            log.error("The trail of %s is broken at entry %s", tenant_id, refused.found.seq)


def _folder() -> Path:
    settings: Settings = current_app.extensions["pristan_settings"]
    return settings.anchors_folder
