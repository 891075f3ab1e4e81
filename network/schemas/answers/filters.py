"""Filters that a member keeps."""

from marshmallow import fields

from network.filters.lists import FilteredList
from network.schemas.answers.values import Told, code, some


class SavedFilter(Told):
    """A filter under its name; `query` is what stands in the address of the list's page."""

    id = fields.UUID(**some())
    list = code(FilteredList, **some())
    name = fields.String(**some())
    query = fields.String(**some())
    usual = fields.Boolean(**some())


class SavedFilterList(Told):
    """What the member keeps, by list and name; at most twenty of each list."""

    items = fields.List(fields.Nested(SavedFilter), **some())
