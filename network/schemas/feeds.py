"""Calendars that are followed from elsewhere."""

from marshmallow import fields

from network.schemas.values import Given


class CalendarFeedIn(Given):
    """Of which cohort; of one's own sessions where none is named."""

    cohort_id = fields.UUID(allow_none=True, load_default=None)
