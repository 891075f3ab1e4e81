"""Every night it is written down, outside the database, how far each trail has come."""

from flask import current_app

from network.jobs.registry import rounds
from network.settings import Settings
from network.trail import anchors, verifying
from tenants import clock

AFTER_MIDNIGHT = "7 1 * * *"


@rounds("anchors", AFTER_MIDNIGHT)
def put_anchors() -> None:
    """The anchors of all trails into the file of the day; a second round changes nothing."""
    settings: Settings = current_app.extensions["pristan_settings"]
    anchors.put(settings.anchors_folder, clock.today(), verifying.all_anchors())
