"""Puts the application together. Nothing else imports the surfaces."""

from flask import Blueprint, Flask

from network import api, contents, web
from network.demo import accounts, marks
from network.documents import at_hand as documents_at_hand
from network.elsewhere import keeping
from network.keys import at_hand
from network.settings import Settings
from network.trail import watching
from network.web import (
    account,
    administration,
    asks,
    board,
    calendar,
    changes,
    closures,
    confirmations,
    consent_forms,
    coordination,
    day,
    documents,
    due,
    duties,
    elsewhere,
    emergencies,
    exports,
    extra_places,
    figures,
    files,
    forgotten,
    groups,
    health,
    hours,
    house,
    identity,
    imports,
    intake,
    legal_bases,
    live,
    notes,
    notices,
    one_tap,
    papers,
    placements,
    problems,
    requests,
    saved,
    search,
    searches,
    second_step,
    security,
    shortcuts,
    signin,
    trail,
    undo,
    wizard,
)
from tenants import login
from tenants.binding import refuse_unbound_role
from tenants.connections import try_rested
from tenants.database import db

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.bp,
    signin.bp,
    second_step.bp,
    forgotten.bp,
    account.bp,
    security.bp,
    notices.bp,
    one_tap.bp,
    administration.bp,
    board.bp,
    groups.bp,
    confirmations.bp,
    closures.bp,
    calendar.bp,
    intake.bp,
    extra_places.bp,
    live.bp,
    imports.bp,
    day.bp,
    changes.bp,
    requests.bp,
    searches.bp,
    wizard.bp,
    identity.bp,
    asks.bp,
    placements.bp,
    files.bp,
    legal_bases.bp,
    legal_bases.of_file,
    consent_forms.bp,
    papers.bp,
    documents.bp,
    elsewhere.bp,
    elsewhere.of_file,
    elsewhere.answers.bp,
    emergencies.bp,
    emergencies.desk.bp,
    notes.bp,
    house.bp,
    coordination.bp,
    coordination.reviewers.bp,
    figures.bp,
    exports.bp,
    saved.bp,
    search.bp,
    shortcuts.bp,
    duties.bp,
    undo.bp,
    due.bp,
    hours.bp,
    trail.bp,
    problems.bp,
)


def create_app(settings: Settings) -> Flask:
    """The application on the database that `settings` name.

    Raises UnboundRole if that database is reached as a role that policies do not bind.
    """
    app = Flask(__name__)
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 5, "max_overflow": 20},
        SESSION_COOKIE_SECURE=settings.https,
        SECOND_FACTOR_REQUIRED=settings.factor_required,
        MAX_CONTENT_LENGTH=6 * 1024 * 1024,
    )
    app.extensions["pristan_settings"] = settings
    db.init_app(app)
    with app.app_context():
        try_rested(db.engine)
        refuse_unbound_role(db.engine)
        at_hand.take_up(db.engine, settings)
        documents_at_hand.take_up(db.engine, settings)
        with db.engine.connect() as connection:
            made_by_demo = marks.is_demo(connection)
    if made_by_demo:  # nothing else can show the accounts on the sign-in page
        app.extensions[signin.DEMO_ACCOUNTS] = accounts.shown
    watching.begin()
    contents.init_app(app)
    keeping.begin()
    web.init_app(app)
    live.init_app(app)
    login.init_app(app)
    api.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
