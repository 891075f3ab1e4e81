"""Sessions as a calendar (RFC 5545) that other programs follow. No names and no references stand in
it, and of a session with one nothing of what it is about."""

from collections.abc import Sequence
from datetime import date, datetime

from icalendar import Calendar, Event

from network.programmes.sessions.feeds import Entry
from network.programmes.sessions.kinds import SessionKind, SessionState
from network.web.words import gettext
from tenants import clock

PRODUCT = "-//Pristan//sessions//EN"
MIMETYPE = "text/calendar"
FIRST, LAST = date(2025, 1, 1), date(2030, 1, 1)  # of the changes of the clocks that are told


def of_entries(entries: Sequence[Entry]) -> bytes:
    """The whole calendar. The same entries give the same bytes, so that it can be asked for by its
    tag; a UID stays, and a SEQUENCE counts the changes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Sessions"))
    calendar.add("x-wr-timezone", clock.LOCAL.key)
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones(FIRST, LAST)
    return bytes(calendar.to_ical(sorted=False))


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@pristan")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", _local(entry.starts_at))
    event.add("dtend", _local(entry.ends_at))
    event.add("summary", _summary(entry))
    if where := ", ".join(filter(None, (entry.place, *entry.rooms))):
        event.add("location", where)
    cancelled = entry.state is SessionState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _summary(entry: Entry) -> str:
    if entry.kind is SessionKind.INDIVIDUAL:
        return gettext("%(programme)s: individual session", programme=entry.programme)
    told = f"{entry.programme}: {entry.cohort}"
    return f"{told}, {entry.topic}" if entry.topic else told


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.LOCAL)
