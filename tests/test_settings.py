"""Settings are read once, and what makes no sense stops the start."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from network.settings import OTHERS, PREFIX, READERS, Settings, SettingsError

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"


def test_everything_has_a_default() -> None:
    assert Settings.from_environment({}) == Settings()


def test_an_empty_value_counts_as_not_given() -> None:
    assert Settings.from_environment({"PRISTAN_PORT": "", "PRISTAN_DATABASE_URL": ""}) == Settings()


def test_what_is_given_is_read() -> None:
    settings = Settings.from_environment(
        {"PRISTAN_PORT": "9000", "PRISTAN_HTTPS": "on", "PRISTAN_DATA": "/srv/pristan"}
    )

    assert settings == Settings(port=9000, https=True, data=Path("/srv/pristan"))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_address_gets_our_driver(scheme: str) -> None:
    settings = Settings.from_environment({"PRISTAN_DATABASE_URL": f"{scheme}://app:pw@host/db"})

    assert settings.database_url == "postgresql+psycopg://app:pw@host/db"


@pytest.mark.parametrize(
    ("name", "odd", "sentence"),
    [
        ("PORT", "http", "PRISTAN_PORT must be a whole number from 1 to 65535, not 'http'."),
        ("PORT", "0", "PRISTAN_PORT must be a whole number from 1 to 65535, not '0'."),
        ("PORT", "-1", "PRISTAN_PORT must be a whole number from 1 to 65535, not '-1'."),
        ("HTTPS", "true", "PRISTAN_HTTPS must be on or off, not 'true'."),
        ("LANGUAGE", "de", "PRISTAN_LANGUAGE must be sl or en, not 'de'."),
        (
            "HOLD_HOURS",
            "2.5",
            "PRISTAN_HOLD_HOURS must be a whole number from 1 to 336, not '2.5'.",
        ),
        (
            "URL",
            "pristan.example.si",
            "PRISTAN_URL must be an address like https://pristan.example.si,"
            " not 'pristan.example.si'.",
        ),
        (
            "MAIL_FROM",
            "Pristan",
            "PRISTAN_MAIL_FROM must be an e-mail address like pristan@example.si, not 'Pristan'.",
        ),
        (
            "SMTP_URL",
            "http://user:hidden@mail.example.si",
            "PRISTAN_SMTP_URL must be an address like smtps://user:password@mail.example.si:465.",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example.si",
            "PRISTAN_SMTP_URL needs PRISTAN_URL and PRISTAN_MAIL_FROM as well.",
        ),
        (
            "SECOND_FACTOR",
            "maybe",
            "PRISTAN_SECOND_FACTOR must be required or offered, not 'maybe'.",
        ),
        ("PROT", "8000", "PRISTAN_PROT is not a setting of Pristan: see docs/settings.md."),
    ],
)
def test_an_odd_value_stops_the_start_with_a_sentence(name: str, odd: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({f"PRISTAN_{name}": odd})

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "odd", ["mysql://app:hidden@host/db", "hidden", "postgresql://app:hidden@host", "://hidden"]
)
def test_a_password_never_stands_in_the_sentence(odd: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"PRISTAN_DATABASE_URL": odd})

    assert "hidden" not in str(refusal.value)
    assert str(refusal.value).startswith("PRISTAN_DATABASE_URL must be an address like")


def test_a_password_never_stands_in_a_log_of_the_settings() -> None:
    settings = Settings(database_url="postgresql://app:hidden@host/db")

    assert "hidden" not in repr(settings)


def test_whom_mail_may_go_to_is_a_list_of_addresses_and_domains() -> None:
    settings = Settings.from_environment({"PRISTAN_MAIL_ALLOW": "Ana@example.si, @primer.test ,"})

    assert settings.mail_allow == ("ana@example.si", "primer.test")


def test_every_setting_can_be_read_and_is_documented() -> None:
    names = [each.name for each in fields(Settings)]
    documented = re.findall(rf"^\| `{PREFIX}(\w+)`", DOCUMENT.read_text(), re.MULTILINE)

    assert list(READERS) == names
    assert [name.lower() for name in documented] == names


def test_every_documented_default_is_the_real_one() -> None:
    rows = re.findall(rf"^\| `{PREFIX}(\w+)` \| `([^`]+)`", DOCUMENT.read_text(), re.MULTILINE)

    for name, default in rows:
        assert Settings.from_environment({PREFIX + name: default}) == Settings(), name
    assert len(rows) == 10


def test_names_that_only_the_tests_read_are_documented_too() -> None:
    text = DOCUMENT.read_text()

    assert [name for name in OTHERS if f"`{name}`" not in text] == []
