"""When a mail goes out: quiet hours, digests, and crises that break through both. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from network.notices.kinds import Mail

A_DAY = timedelta(days=1)
GATHERING = timedelta(minutes=2)  # what comes within this time goes out in one mail


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a member wants to be told; times are of the wall clock."""

    mail: Mail = Mail.DIGEST
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    digest_at: time = time(7, 30)


def mail_at(wishes: Wishes, urgent: bool, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When a notice of `now` goes out by mail, in the timezone of `now`; None for never.

    What is urgent goes out at once, in quiet hours too, unless the member wants no mail at all.
    """
    if wishes.mail is Mail.NEVER or (wishes.mail is Mail.URGENT and not urgent):
        return None
    if urgent:
        return now
    if wishes.mail is Mail.DIGEST:
        return _next(wishes.digest_at, now, zone)
    gathered = now + GATHERING
    if _is_quiet(wishes, gathered.astimezone(zone).time()):
        return _next(wishes.quiet_until, gathered, zone)
    return gathered


def _is_quiet(wishes: Wishes, at: time) -> bool:
    if wishes.quiet_from <= wishes.quiet_until:
        return wishes.quiet_from <= at < wishes.quiet_until
    return at >= wishes.quiet_from or at < wishes.quiet_until


def _next(at: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment at which the wall clock shows `at`."""
    today = datetime.combine(now.astimezone(zone).date(), at, zone)
    tomorrow = datetime.combine(now.astimezone(zone).date() + A_DAY, at, zone)
    return (today if today > now else tomorrow).astimezone(now.tzinfo)
