"""Probes learn whether Pristan answers, and nothing about it."""

from flask import Flask

from network.app import create_app
from tenants.cluster import Cluster
from tenants.database import db
from tests.database import migrated_database


def test_a_probe_is_answered_without_signing_in(app: Flask) -> None:
    answer = app.test_client().get("/health")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_probe_learns_that_the_database_is_gone(cluster: Cluster) -> None:
    with migrated_database(cluster) as database:
        app = create_app(database.settings)

    answer = app.test_client().get("/health")

    assert (answer.status_code, answer.json) == (503, {"status": "no database"})
    with app.app_context():
        db.engine.dispose()
