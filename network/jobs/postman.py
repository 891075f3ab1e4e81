"""Hands mail to a mail server, to nobody who must not get any."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy import select

from network.settings import Settings
from tenants.database import db
from tenants.models import Deployment

PATIENCE = 20  # seconds for each answer of the server
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
FOR_GOOD = range(500, 600)
CLOSER = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")


class Refused(Exception):
    """The server will never take this mail. Holds its codes, never its words: they name people."""


class Delayed(Exception):
    """The server cannot take the mail now; the queue tries again later."""


def may_get_mail(settings: Settings, address: str) -> bool:
    """Whether this deployment may mail to that address: a demo or a test only to whom is listed."""
    if not settings.mail_allow:
        return db.session.scalars(select(Deployment.kind)).one() == "production"
    small = address.casefold()
    return not {small, small.partition("@")[2]}.isdisjoint(settings.mail_allow)


def post(settings: Settings, message: EmailMessage) -> None:
    """Hand it to the server. Raises Refused or Delayed, neither of which names the recipient."""
    try:
        with _connected(urlsplit(settings.smtp_url)) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as no:
        raise _judged(*next(iter(no.recipients.values()))) from None
    except smtplib.SMTPDataError as no:
        raise _judged(no.smtp_code, no.smtp_error) from None
    except smtplib.SMTPNotSupportedError:
        raise Refused("the mail server cannot write to such an address") from None
    except smtplib.SMTPResponseException as no:
        raise Delayed(f"the mail server does not let us in ({no.smtp_code})") from None
    except (smtplib.SMTPException, OSError) as broken:
        raise Delayed(f"the mail server cannot be reached ({type(broken).__name__})") from None


def _judged(code: int, said: bytes | str) -> Exception:
    closer = CLOSER.match(said if isinstance(said, bytes) else said.encode())
    told = f"{code} {closer[0].decode()}" if closer else str(code)
    return Refused(told) if code in FOR_GOOD else Delayed(f"the mail server said {told}")


@contextmanager
def _connected(at: SplitResult) -> Iterator[smtplib.SMTP]:
    host, context = at.hostname or "", ssl.create_default_context()
    if at.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, at.port or 465, timeout=PATIENCE, context=context
        )
    else:
        server = smtplib.SMTP(host, at.port or 25, timeout=PATIENCE)
    with server:
        secret = at.scheme == "smtps" or _secured(server, context)
        if at.username:
            _sign_in(server, at, secret or host in HERE)
        yield server


def _sign_in(server: smtplib.SMTP, at: SplitResult, unheard: bool) -> None:
    """With the name and password of the settings. Whatever is wrong with them is ours to mend."""
    if not unheard:
        raise Delayed("the mail server offers no TLS, and a password goes out only by TLS")
    try:
        server.login(unquote(at.username or ""), unquote(at.password or ""))
    except smtplib.SMTPNotSupportedError:
        raise Delayed("the mail server takes no name and password") from None


def _secured(server: smtplib.SMTP, context: ssl.SSLContext) -> bool:
    """Turn to TLS where the server offers it."""
    server.ehlo()
    if not server.has_extn("starttls"):
        return False
    server.starttls(context=context)
    server.ehlo()
    return True
