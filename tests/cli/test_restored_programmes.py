"""What was written in programmes goes again with its file when an older backup is brought back."""

from pathlib import Path

from flask import Flask
from sqlalchemy import Engine

from tests.actors import Cast
from tests.cli.test_backups import (
    Deployment,
    backed_up,
    elsewhere,
    environment,
    pristan,
    written_down,
)
from tests.rights.asking import at_the_home
from tests.rights.lived import began, filed, finished

__all__ = ["elsewhere", "environment"]  # fixtures
KEPT = "SELECT string_agg(subject_id::text, ' ') FROM word_keys WHERE wrapped IS NOT NULL"


def test_words_that_were_nobody_s_when_it_was_copied(
    app: Flask,
    cast: Cast,
    owner: Engine,
    environment: dict[str, str],
    elsewhere: Deployment,
    tmp_path: Path,
) -> None:
    house = at_the_home(cast, owner)
    before, since = began(cast, house), began(cast, house, "P2")
    for each in (before, since):
        finished(cast, each)
    filed(house, before)
    copy = backed_up(environment, tmp_path / "copies")
    filed(house, since)
    written_down(app, house)

    answer = pristan(f"restore {copy}", elsewhere.environment)

    assert answer.exit_code == 0, answer.output
    of_groups = {str(before.session_id), str(since.session_id)}
    kept = set(str(elsewhere.says(KEPT)).split())
    assert kept >= of_groups
    for one in (before, since):
        assert not kept & {str(one.enrolment_id)}
    assert len(kept - of_groups) == 2  # of the requests of whoever asked
