"""Every night how far each trail has come is put where nobody who runs the database changes it."""

from dataclasses import replace
from pathlib import Path

from network.jobs.anchoring import put_anchors
from network.settings import Settings
from network.trail import anchors, verifying
from tenants import clock
from tests import factories
from tests.actors import Cast


def test_a_file_a_day_is_put_and_never_written_over(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    app = cast.centre.app
    group_id = factories.group(cast.institution)
    factories.ask(cast.centre, group_id)
    app.extensions["pristan_settings"] = replace(settings, anchors=tmp_path)

    with app.app_context():
        put_anchors()
        first = (tmp_path / f"{clock.today()}.jsonl").read_text()
        factories.ask(cast.centre, group_id, factories.request(cast.centre, file_reference="7"))
        put_anchors()
    app.extensions["pristan_settings"] = settings

    [file] = tmp_path.iterdir()
    assert file.read_text() == first
    known = anchors.read([tmp_path])
    with cast.centre.acting() as scope:
        assert cast.centre.tenant_id in {one.tenant_id for one in known}
        assert verifying.verify(scope, known) is None
