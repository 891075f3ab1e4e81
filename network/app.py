"""Puts the application together. Nothing else imports the surfaces."""

from flask import Blueprint, Flask

from network import api, contents, refusing, web
from network.demo import accounts, marks
from network.documents import at_hand as documents_at_hand
from network.elsewhere import keeping
from network.keys import at_hand
from network.oversight import finding
from network.own_pages import opening
from network.settings import Settings
from network.trail import watching
from network.web import (
    account,
    administration,
    aftercare,
    afterwards,
    asks,
    board,
    breaches,
    calendar,
    cases,
    changes,
    closures,
    confirmations,
    consent_forms,
    consents,
    coordination,
    corrections,
    data_protection,
    day,
    directory,
    documents,
    due,
    duties,
    elsewhere,
    emergencies,
    enrolments,
    erasures,
    exports,
    extra_places,
    feeds,
    figures,
    files,
    forgotten,
    groups,
    health,
    hours,
    house,
    identity,
    imports,
    inspections,
    intake,
    legal_bases,
    live,
    notes,
    notices,
    one_tap,
    own_aftercare,
    own_pages,
    papers,
    placements,
    plans,
    problems,
    programme_cohorts,
    programmes,
    proposals,
    referrals,
    reports,
    requests,
    retention,
    rights,
    rooms,
    saved,
    search,
    searches,
    second_step,
    security,
    sessions,
    shortcuts,
    signin,
    trail,
    transfers,
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
    enrolments.bp,
    cases.bp,
    plans.bp,
    plans.goals,
    afterwards.bp,
    referrals.bp,
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
    programmes.bp,
    programme_cohorts.bp,
    feeds.bp,
    sessions.bp,
    rooms.bp,
    directory.bp,
    requests.bp,
    searches.bp,
    wizard.bp,
    identity.bp,
    asks.bp,
    placements.bp,
    aftercare.bp,
    files.bp,
    referrals.of_file,
    legal_bases.bp,
    legal_bases.of_file,
    own_aftercare.bp,
    own_pages.bp,
    own_pages.of_file,
    own_pages.voices,
    consents.bp,
    consents.of_file,
    consent_forms.bp,
    papers.bp,
    documents.bp,
    elsewhere.bp,
    elsewhere.of_file,
    elsewhere.answers.bp,
    transfers.bp,
    proposals.bp,
    emergencies.bp,
    emergencies.desk.bp,
    rights.bp,
    rights.of_file,
    rights.desk.bp,
    erasures.bp,
    erasures.desk.bp,
    reports.bp,
    corrections.bp,
    reports.desk.bp,
    retention.bp,
    breaches.bp,
    data_protection.bp,
    data_protection.finder,
    inspections.bp,
    inspections.seen_bp,
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
        app.extensions |= {signin.DEMO_ACCOUNTS: accounts.shown, signin.DEMO_PAGES: accounts.PAGES}
    for each in (watching, keeping, opening, finding):
        each.begin()
    for surface in (contents, web, live, login, api, refusing):
        surface.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
