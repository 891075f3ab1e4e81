"""Dates, times and measures as people here read and write them, in both languages.

Slovenian: 24. 11. 2026, 14.02 (Slovenski pravopis). English: 24 Nov 2026, 14:02.
"""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from flask import Flask
from flask_babel import format_date

from network.web.words import gettext, language, ngettext
from network.words.door import ERASED
from tenants import clock, staffing

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4})\.?")
CLOCK = re.compile(r"(?:\bob|\bat|,)?\s*\b(\d{1,2})[.:](\d{2})$")
AN_HOUR = 60
TWO_DAYS = 48 * 60
A_DAY = 24 * 60
NO_BREAK = "\N{NO-BREAK SPACE}"


def init_app(app: Flask) -> None:
    for show in (
        day,
        day_short,
        last_day,
        hour,
        moment,
        ago,
        km,
        age_range,
        left,
        month_day,
        month_name,
        decimal,
        euros,
        megabytes,
        written,
    ):
        app.add_template_filter(show)
    app.add_template_filter(hour, "clock")
    app.jinja_env.globals["today"] = clock.today


def written(words: str) -> str:
    """What somebody wrote, as it is; that it was erased in the reader's language."""
    return gettext(words) if words == ERASED else words


def english() -> bool:
    """Whether the reader chose English."""
    return language() == "en"


def _day(value: date | datetime) -> date:
    return clock.local_day(value) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """24. 11. 2026; a time is taken as the local day it falls on. Nothing gives nothing."""
    if value is None:
        return ""
    on = _day(value)
    if english():
        return f"{on.day} {MONTHS[on.month - 1]} {on.year}".replace(" ", NO_BREAK)
    return f"{on.day}. {on.month}. {on.year}".replace(" ", NO_BREAK)


def last_day(value: datetime | None) -> str:
    """Of what ends at this moment: a midnight belongs to the day before it."""
    return day(staffing.last_day(value))


def day_short(value: date | datetime | None) -> str:
    """24. 11.; with the year where it is not this one."""
    if value is None:
        return ""
    on = _day(value)
    if on.year != clock.today().year:
        return day(on)
    text = f"{on.day} {MONTHS[on.month - 1]}" if english() else f"{on.day}. {on.month}."
    return text.replace(" ", NO_BREAK)


def hour(value: datetime | None) -> str:
    """14.02, in local time (the filter is called `clock` in templates)."""
    if value is None:
        return ""
    local = value.astimezone(clock.LOCAL)
    return f"{local:%H:%M}" if english() else f"{local.hour}.{local.minute:02}"


def moment(value: datetime | None) -> str:
    """Today at 14.02, yesterday at 14.02, or 24. 11. 2026 ob 14.02."""
    if value is None:
        return ""
    days = (clock.today() - clock.local_day(value)).days
    match days:
        case 0:
            return gettext("today at %(clock)s", clock=hour(value))
        case 1:
            return gettext("yesterday at %(clock)s", clock=hour(value))
        case -1:
            return gettext("tomorrow at %(clock)s", clock=hour(value))
    return gettext("%(day)s at %(clock)s", day=day_short(value), clock=hour(value))


def ago(value: datetime | None) -> str:
    """How long ago: just now, 5 minutes ago, 3 hours ago, 2 days ago."""
    if value is None:
        return gettext("never")
    past = max(clock.now() - value, timedelta(0))
    minutes = int(past.total_seconds()) // 60
    if minutes < 1:
        return gettext("just now")
    if minutes < AN_HOUR:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes)
    if minutes < TWO_DAYS:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", minutes // AN_HOUR)
    return ngettext("%(num)s day ago", "%(num)s days ago", past.days)


def left(value: datetime | None) -> str:
    """How long until: 5 minutes left, 3 hours left, 2 days left; what is over is over."""
    if value is None:
        return ""
    minutes = int((value - clock.now()).total_seconds()) // 60
    if minutes < 0:
        return gettext("expired")
    if minutes < AN_HOUR:
        return ngettext("%(num)s minute left", "%(num)s minutes left", minutes)
    if minutes < TWO_DAYS:
        return ngettext("%(num)s hour left", "%(num)s hours left", minutes // AN_HOUR)
    return ngettext("%(num)s day left", "%(num)s days left", minutes // A_DAY)


def km(value: float | None) -> str:
    """A distance in whole kilometres; below one, "under 1 km"."""
    if value is None:
        return ""
    if value < 1:
        return gettext("under 1 km")
    return f"{round(value)}{NO_BREAK}km"


def decimal(value: float) -> str:
    """A number with at most one decimal: 2, or 2,5."""
    told = f"{value:.1f}".removesuffix(".0")
    return told if english() else told.replace(".", ",")


def euros(cents: int) -> str:
    """A price: 12,50 €, whole ones without cents."""
    told = f"{cents / 100:.2f}".removesuffix(".00")
    return f"€{told}" if english() else f"{told.replace('.', ',')}{NO_BREAK}€"


def typed_euros(cents: int | None) -> str:
    """A price as one types it: 12,50."""
    return "" if cents is None else f"{cents / 100:.2f}".replace(".", ",")


def megabytes(value: int) -> str:
    """The size of a content, of which something is always left: 0,1 MB."""
    return f"{decimal(max(round(value / 1024 / 1024, 1), 0.1))}{NO_BREAK}MB"


def age_range(bounds: tuple[int, int] | list[int]) -> str:
    """14–18 let; a single year as 15 let."""
    low, high = bounds
    if low == high:
        return ngettext("%(num)s year", "%(num)s years", low)
    return ngettext("%(low)s–%(num)s year", "%(low)s–%(num)s years", high, low=low)


def month_day(value: str) -> str:
    """A day of every year, kept as 08-25: 25. 8."""
    month, _, number = value.partition("-")
    return f"{int(number)}. {int(month)}.".replace(" ", NO_BREAK) if number else ""


def month_name(value: date) -> str:
    """A month by itself: November 2026."""
    return str(format_date(value, "LLLL y")).capitalize()


def iso_day(text: str) -> str:
    """`24. 11. 2026`, `24.11.2026`, `24/11/2026` in ISO; anything else unchanged, to be refused."""
    if match := DAY.fullmatch(text.strip()):
        number, month, year = map(int, match.groups())
        with suppress(ValueError):
            return date(year, month, number).isoformat()
    return _from_english(text)


def _from_english(text: str) -> str:
    with suppress(ValueError):
        return datetime.strptime(" ".join(text.split()), "%d %b %Y").date().isoformat()  # noqa: DTZ007
    return text


def iso_moment(text: str) -> str:
    """`24. 11. 2026 ob 14.02`, `24 Nov 2026 14:02` or a browser's `2026-11-24T14:02` in ISO; which
    hour that is here, the schema knows."""
    plain = text.strip()
    for read in (plain, _with_clock(plain)):
        with suppress(ValueError):
            return datetime.fromisoformat(read).isoformat()
    return text


def _with_clock(text: str) -> str:
    """A day in either language, and the time behind it."""
    told = CLOCK.search(text)
    if told is None:
        return text
    return f"{iso_day(text[: told.start()])}T{int(told[1]):02}:{told[2]}"


def typed_moment(value: datetime) -> str:
    """A time as it stands in a form field."""
    local = value.astimezone(clock.LOCAL)
    return f"{day(value)} {local.hour}.{local.minute:02}"
