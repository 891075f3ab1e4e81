"""Until when a request has to be answered. Pure.

GDPR article 12(3): within one month of receipt, extendable by two further months where necessary,
of which the person is told within the first. Months are counted as in Regulation 1182/71 article
3: they end on the day of the same number, or on the month's last. A day that is no working day is
not moved to the next: to be early is never wrong.
"""

import calendar
from datetime import date

ANSWERED_WITHIN, EXTENDED_TO = 1, 3  # months
A_YEAR = 12  # months


def answer_by(received: date) -> date:
    """The last day of the first month."""
    return months_after(received, ANSWERED_WITHIN)


def extended_to(received: date) -> date:
    """The last day with two further months."""
    return months_after(received, EXTENDED_TO)


def months_after(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
