"""Mail about notices: what stands in it, when it goes out, to whom, and what if it cannot."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs.mailing import mail
from network.jobs.postman import Delayed
from network.notices.actions import read_all, tell, wish
from network.notices.kinds import Mail, NoticeKind
from network.settings import Settings
from tenants.clock import frozen
from tenants.database import db, new_id, transaction
from tenants.models import Account
from tests.actors import Actor, Cast
from tests.postbox import SENDER, URL, Postbox, text_of

pytestmark = pytest.mark.usefixtures("cast")
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)  # Tuesday, 12.00 in Slovenia
MORNING = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)  # Wednesday, 7.30: the digest
NIGHT = datetime(2026, 11, 24, 23, tzinfo=UTC)


def told(actor: Actor, number: str, *, urgent: bool = False) -> None:
    """Somebody at home is told something by the house."""
    with actor.acting() as scope, transaction():
        house = type(scope).caretaker(scope.tenant_id, scope.network_ids, scope.kind)
        tell(
            house,
            [scope.member_id],
            NoticeKind.DUE_NOW,
            number=number,
            path=f"/requests/{new_id()}",
            once=f"{number} {new_id()}",
            urgent=urgent,
        )


def wants(actor: Actor, **wishes: object) -> None:
    with actor.acting() as scope, transaction():
        wish(scope, wishes)


def delivered(app: Flask, actor: Actor) -> None:
    with app.app_context():
        mail(str(actor.tenant_id), str(actor.scope.member_id))


def postings(owner: Engine) -> list[tuple[str, str]]:
    with owner.connect() as connection:
        found = connection.execute(text("SELECT mail, mail_answer FROM notices ORDER BY id"))
        return [(row.mail, row.mail_answer) for row in found]


def test_three_notices_are_one_mail_in_the_morning(app: Flask, cast: Cast, postbox: Postbox):
    with frozen(NOON):
        for number in ("2026-0001", "2026-0002", "2026-0003"):
            told(cast.centre, number)
        delivered(app, cast.centre)
        assert postbox.raw == []

    with frozen(MORNING):
        delivered(app, cast.centre)
        delivered(app, cast.centre)

    [letter] = postbox.mails
    assert letter["Subject"] == "Pristan: 3 obvestila · centre"
    assert all(number in text_of(letter) for number in ("2026-0001", "2026-0002", "2026-0003"))
    assert text_of(letter).count(f"{URL}/notices/") == 3


def test_the_mail_is_plain_says_that_a_program_wrote_it_and_names_nobody(
    app: Flask, cast: Cast, postbox: Postbox
):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.centre)

    [letter] = postbox.mails
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content_charset() == "utf-8"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "sl"
    assert letter["From"] == f"Pristan <{SENDER}>"
    assert letter["Message-ID"].endswith("@example.si>")
    assert letter["Subject"] == "Pristan: 2026-0001 · centre"
    assert postbox.recipients == [cast.centre.email]
    assert cast.centre.scope.member_name not in text_of(letter)
    assert postbox.raw[0].isascii()


def test_it_speaks_the_language_of_the_account(app: Flask, cast: Cast, postbox: Postbox):
    with cast.centre.acting() as scope, transaction():
        db.session.get_one(Account, scope.account_id).language = "en"
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.centre)

    assert "Due now: 2026-0001" in text_of(postbox.mails[0])


def test_a_test_system_mails_nobody_who_is_not_listed(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    with frozen(NOON):
        told(cast.stranger, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.stranger)

    assert postbox.raw == []
    assert postings(owner) == [("withheld", "")]


def test_in_production_everybody_gets_mail_unless_there_is_a_list(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    app.extensions["pristan_settings"] = _without_list(postbox)
    for kind, expected in (("test", []), ("production", [cast.stranger.email])):
        told(cast.stranger, "2026-0001", urgent=True)
        with owner.begin() as connection:
            connection.execute(text("UPDATE deployment SET kind = :kind"), {"kind": kind})
        try:
            delivered(app, cast.stranger)
        finally:
            with owner.begin() as connection:
                connection.execute(text("UPDATE deployment SET kind = 'test'"))

        assert postbox.recipients == expected


def _without_list(postbox: Postbox) -> Settings:
    return replace(postbox.settings, mail_allow=())


def test_in_quiet_hours_only_a_crisis_breaks_through(app: Flask, cast: Cast, postbox: Postbox):
    wants(cast.centre, mail=Mail.AT_ONCE)
    with frozen(NIGHT):
        told(cast.centre, "2026-0001")
        told(cast.centre, "2026-0002", urgent=True)
        delivered(app, cast.centre)

    [letter] = postbox.mails
    assert letter["Subject"] == "Pristan: nujno: 2026-0002 · centre"
    assert "2026-0001" not in text_of(letter)

    with frozen(NIGHT + timedelta(hours=7)):
        delivered(app, cast.centre)
    assert "2026-0001" in text_of(postbox.mails[1])


def test_what_was_read_meanwhile_is_not_mailed(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(NOON + timedelta(hours=1)), cast.centre.acting() as scope, transaction():
        read_all(scope)
    with frozen(MORNING):
        delivered(app, cast.centre)

    assert postbox.raw == []
    assert postings(owner) == [("none", "")]


def test_what_the_server_puts_off_waits_and_is_tried_again_as_the_same_mail(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    postbox.data_answers = ["451 4.3.0 later"]
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        with pytest.raises(Delayed) as put_off:
            delivered(app, cast.centre)
        assert postings(owner) == [("waiting", "")]
        delivered(app, cast.centre)

    assert postings(owner) == [("sent", "")]
    assert cast.centre.email not in str(put_off.value)
    assert len(postbox.mails) == 1


def test_the_same_notices_make_the_same_message_id(app: Flask, owner: Engine, cast, postbox):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.centre)
        with owner.begin() as connection:  # as if we had been killed before the commit
            connection.execute(text("UPDATE notices SET mail = 'waiting', mailed_at = NULL"))
        delivered(app, cast.centre)

    first, second = postbox.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_what_the_server_refuses_for_good_is_written_down(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    postbox.recipient_answers = ["550 5.1.1 no such user centre@centre.test"]
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.centre)

    assert postings(owner) == [("refused", "550 5.1.1")]


def test_without_a_mail_server_notices_stay_in_the_product(app: Flask, owner: Engine, cast: Cast):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with frozen(MORNING):
        delivered(app, cast.centre)

    assert postings(owner) == [("none", "")]


def test_whoever_works_here_no_more_gets_no_mail(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
    with owner.begin() as connection:
        connection.execute(text("UPDATE members SET paused_at = now()"))
    with frozen(MORNING):
        delivered(app, cast.centre)

    assert postbox.raw == []


def test_a_new_wish_moves_what_still_waits(app: Flask, owner: Engine, cast: Cast):
    with frozen(NOON):
        told(cast.centre, "2026-0001")
        wants(cast.centre, mail=Mail.AT_ONCE)

    with owner.connect() as connection:
        times = connection.scalars(text("SELECT scheduled_at FROM procrastinate_jobs ORDER BY id"))
        assert list(times) == [MORNING, NOON + timedelta(minutes=2)]
