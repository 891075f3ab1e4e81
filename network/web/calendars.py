"""A visit as a calendar file (RFC 5545), which both sides can take into their own calendars.

It carries the number of the ask and the names of the organisations, never a person's.
"""

from datetime import timedelta

from icalendar import Calendar, Event

from network.requests.beside import Visit
from network.requests.models import Ask
from network.requests.reasons import VisitState
from network.web.words import gettext
from tenants import clock

MIMETYPE = "text/calendar"
PRODUCT = "-//Pristan//visits//EN"


def of_visit(ask: Ask, visit: Visit) -> bytes:
    """The visit, or its cancelling. Its UID stays, its SEQUENCE counts the changes, so that
    a calendar that knows it moves it instead of keeping both."""
    cancelled = visit.state == VisitState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(ask, visit, cancelled))
    return bytes(calendar.to_ical())


def _event(ask: Ask, visit: Visit, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{visit.id}@pristan")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", visit.at)
    event.add("dtend", visit.at + timedelta(minutes=visit.minutes))
    event.add("summary", gettext("Visit, ask %(number)s", number=ask.number))
    event.add("location", f"{ask.group_name}, {ask.recipient_name}")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
