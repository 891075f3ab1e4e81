"""The content of a removed document leaves the store, and only once the removal stands."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from network.documents import actions, queries, sweeping
from network.documents.kinds import DocumentKind, Removal
from network.jobs.catching_up import catch_up
from network.jobs.sweeping import sweep
from network.records import actions as files
from network.settings import Settings
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor, Cast
from tests.documents import made


def kept(centre: Actor) -> tuple[UUID, UUID]:
    """A file, and a document in it."""
    with centre.acting() as scope, transaction():
        file = files.begin(scope, first_name="Živa")
        kind = DocumentKind.OTHER
        return file.id, actions.keep(scope, file.id, kind=kind, content=made.pdf()).id


def lying(settings: Settings, actor: Actor) -> list[Path]:
    return list((settings.documents_folder / str(actor.tenant_id)).iterdir())


def test_the_content_goes_once_the_removal_stands(cast: Cast, settings: Settings) -> None:
    file_id, document_id = kept(cast.centre)

    def undone() -> None:
        with cast.centre.acting() as scope, transaction():
            actions.remove(scope, file_id, document_id, Removal.OTHER)
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    with cast.centre.app.app_context():
        catch_up()
    with cast.centre.acting() as scope:
        assert queries.shown(scope, file_id, document_id)
    with cast.centre.acting() as scope, transaction():
        actions.remove(scope, file_id, document_id, Removal.OTHER)
    with cast.centre.app.app_context():
        catch_up()

    assert lying(settings, cast.centre) == []


def test_at_night_what_belongs_to_no_document_goes(cast: Cast, settings: Settings) -> None:
    kept(cast.centre)
    [used] = lying(settings, cast.centre)
    left = used.with_name("01a20000-0000-7000-8000-000000000000")
    left.write_bytes(b"left")
    long_ago = (clock.now() - sweeping.AT_REST).timestamp() - 60
    for path in (used, left):
        os.utime(path, (long_ago, long_ago))

    with cast.centre.app.app_context():
        sweep(str(cast.centre.tenant_id))

    assert lying(settings, cast.centre) == [used]
