"""Handing mail over: TLS before passwords, and no address in any refusal."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from flask import Flask

from network.jobs.postman import Delayed, Refused, post
from tests.postbox import Postbox

TO = "ana@centre.test"


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "pristan@example.si", TO, "Pristan"
    made.set_content("2026-0001")
    return made


def test_a_mail_server_that_is_away_delays_the_mail(app: Flask, postbox: Postbox):
    nobody_there = replace(postbox.settings, smtp_url="smtp://127.0.0.1:9")

    with pytest.raises(Delayed, match="cannot be reached"):
        post(nobody_there, letter())


@pytest.mark.parametrize("answer", ["451 4.7.1 <ana@centre.test> greylisted", "421 4.3.2 closing"])
def test_what_may_go_later_is_delayed(app: Flask, postbox: Postbox, answer: str):
    postbox.recipient_answers = [answer]

    with pytest.raises(Delayed) as later:
        post(postbox.settings, letter())

    assert TO not in str(later.value)


@pytest.mark.parametrize("where", ["recipient_answers", "data_answers"])
def test_what_will_never_go_is_refused_with_its_codes_only(
    app: Flask, postbox: Postbox, where: str
):
    setattr(postbox, where, ["554 5.7.1 <ana@centre.test> is not wanted"])

    with pytest.raises(Refused) as never:
        post(postbox.settings, letter())

    assert str(never.value) == "554 5.7.1"


def test_a_password_the_server_does_not_know_is_our_fault_and_not_the_recipients(
    app: Flask, postbox: Postbox
):
    url = postbox.settings.smtp_url.replace("smtp://", "smtp://user:wrong@")

    with pytest.raises(Delayed):
        post(replace(postbox.settings, smtp_url=url), letter())


def test_a_password_never_goes_without_tls_to_another_machine(
    app: Flask, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
):
    """This machine plays another one: what goes there can be listened to."""
    monkeypatch.setattr("network.jobs.postman.HERE", frozenset())
    url = postbox.settings.smtp_url.replace("smtp://", "smtp://user:secret@")

    with pytest.raises(Delayed, match="only by TLS"):
        post(replace(postbox.settings, smtp_url=url), letter())
