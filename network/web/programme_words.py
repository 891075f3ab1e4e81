"""What a card, a page and a paper say of a programme, each in one line."""

from flask import Flask

from network.programmes.outlook import Chance, Outlook
from network.programmes.published import OpenCohort, PublishedProgramme
from network.web import formats
from network.web.labels import label, label_all
from network.web.words import gettext, ngettext
from tenants import clock

TONES = {
    Chance.NOW: "free",
    Chance.SOON: "info",
    Chance.LATER: "info",
    Chance.WAITING: "hold",
    Chance.PAUSED: "hold",
}


def init_app(app: Flask) -> None:
    for said in (for_whom, where, when, price, referrers, regions, seats, joining, chance, tone):
        app.add_template_filter(said, f"programme_{said.__name__}")


def for_whom(programme: PublishedProgramme) -> str:
    """Young people, parents, 12–18 years."""
    ages = formats.age_range((programme.age_from, programme.age_to))
    return f"{label_all(programme.audience, 'Audience')}, {ages}"


def where(programme: PublishedProgramme) -> str:
    """At school, online, Kranj."""
    venues = label_all(programme.venues, "Venue")
    return ", ".join(filter(None, (venues, programme.town)))


def when(programme: PublishedProgramme) -> str:
    """8 weeks, Tuesdays at five."""
    weeks = programme.weeks and ngettext("%(num)s week", "%(num)s weeks", programme.weeks)
    return ", ".join(filter(None, (weeks or "", programme.schedule)))


def price(programme: PublishedProgramme) -> str:
    """12,50 € for the family, materials; or that it costs nothing."""
    if programme.price_cents is None:
        return gettext("free of charge")
    return ", ".join(filter(None, (formats.euros(programme.price_cents), programme.price_note)))


def referrers(programme: PublishedProgramme) -> str:
    """Who may ask for it."""
    return label_all(programme.referrers, "Referrer")


def regions(programme: PublishedProgramme) -> str:
    """Where somebody lives for whom it is; nothing said means everywhere."""
    return label_all(programme.regions, "Region") or gettext("all regions")


def seats(programme: PublishedProgramme, seen: Outlook) -> str:
    """3 of 10 seats free, from 1. 12."""
    free = gettext("%(free)s of %(seats)s free", free=programme.free, seats=programme.seats)
    return f"{chance(seen)}; {free}"


def joining(cohort: OpenCohort | None) -> str:
    """The cohort that one may join: from when on, or until when."""
    if cohort is None:
        return gettext("no date yet")
    if cohort.starts > clock.today():
        when = gettext("starts on %(day)s", day=formats.day_short(cohort.starts))
    elif last := cohort.enrol_until or cohort.ends:
        when = gettext("one may join until %(day)s", day=formats.day_short(last))
    else:
        when = gettext("always open")
    return f"{cohort.name}: {when}"


def chance(seen: Outlook) -> str:
    """Free at once, from 1. 12., paused until 5. 1., waiting list."""
    day = formats.day_short(seen.day)
    if seen.day is not None and seen.chance in (Chance.SOON, Chance.LATER):
        return gettext("from %(day)s", day=day)
    if seen.day is not None and seen.chance is Chance.PAUSED:
        return gettext("paused until %(day)s", day=day)
    return label(seen.chance)


def tone(seen: Outlook) -> str:
    """The colour of the same, which never speaks alone."""
    return TONES.get(seen.chance, "")
