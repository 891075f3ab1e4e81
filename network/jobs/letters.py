"""What a mail of ours looks like: plain words, numbers and links, never anything about a person."""

import hashlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from network.jobs.words import Words
from network.notices.kinds import NoticeKind
from network.notices.models import Notice
from network.notices.sentences import SENTENCES
from network.settings import Settings
from tenants import clock
from tenants.errors import N_

OneTaps = Mapping[UUID, Sequence[tuple[str, str]]]
"""By notice: the addresses that act with one tap, each with what one says by it."""

ONE_TAP = {"still_true": N_("Yes, still true"), "no_place": N_("No place is free")}


def about_notices(
    settings: Settings,
    to: str,
    words: Words,
    place_of_work: str,
    notices: Sequence[Notice],
    one_taps: OneTaps,
) -> EmailMessage:
    """One mail about all of them. The same notices make a mail of the same Message-ID, so that
    one sent twice is shown once."""
    lines = [words.gettext("This waits for you in Pristan (%(place)s):", place=place_of_work), ""]
    for notice in notices:
        lines += [_line(words, notice), f"  {settings.url}/notices/{notice.id}"]
        for purpose, secret in one_taps.get(notice.id, ()):
            lines.append(f"  {words.gettext(ONE_TAP[purpose])}: {settings.url}/one-tap/{secret}")
        lines.append("")
    lines += [
        words.gettext("When you get such mail, you choose here:"),
        f"{settings.url}/account/notices",
    ]
    key = hashlib.sha256("".join(str(each.id) for each in notices).encode()).hexdigest()[:32]
    return _letter(settings, to, words, _subject(words, place_of_work, notices), lines, key)


def about_a_password(settings: Settings, to: str, words: Words, secret: str) -> EmailMessage:
    """The link by which somebody who forgot a password sets a new one."""
    lines = [
        words.gettext("Somebody, probably you, asked for a new password for Pristan."),
        words.gettext("Set it here within an hour:"),
        "",
        f"{settings.url}/passwords/{secret}",
        "",
        words.gettext("If it was not you, do nothing: your password stays as it is."),
    ]
    key = hashlib.sha256(secret.encode()).hexdigest()[:32]
    return _letter(settings, to, words, words.gettext("Pristan: set a new password"), lines, key)


def _line(words: Words, notice: Notice) -> str:
    said = words.gettext(SENTENCES[NoticeKind(notice.kind)])
    return f"- {said}: {notice.number}" if notice.number else f"- {said}"


def _subject(words: Words, place_of_work: str, notices: Sequence[Notice]) -> str:
    """Only a number and the place of work: it is shown on locked screens. A group has no number,
    and its name stays inside."""
    number = "" if len(notices) > 1 or notices[0].subject_id else notices[0].number
    what = number or words.ngettext("%(num)s notice", "%(num)s notices", len(notices))
    if any(each.urgent for each in notices):
        what = words.gettext("urgent: %(what)s", what=what)
    return f"Pristan: {what} · {place_of_work}"


def _letter(
    settings: Settings, to: str, words: Words, subject: str, lines: Sequence[str], key: str
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = f"Pristan <{settings.mail_from}>"
    made["To"] = to
    made["Subject"] = " ".join(subject.split())
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{key}@{settings.mail_from.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    foot = words.gettext("A program wrote this mail; nobody reads an answer to it.")
    body = "\n".join([words.gettext("Hello,"), "", *lines, "", "-- ", foot, ""])
    made.set_content(body, charset="utf-8", cte="quoted-printable")
    made["Content-Language"] = words.language
    return made
