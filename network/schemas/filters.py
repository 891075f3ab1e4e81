"""What somebody says of a filter to keep."""

from marshmallow import fields

from network.filters.lists import LONGEST, LONGEST_VALUE, FilteredList
from network.schemas.values import Given, line, one_of


class FilterIn(Given):
    """A filter under a name; `query` as it stands in the address of the list."""

    which = one_of(FilteredList, required=True, data_key="list")
    name = line(LONGEST_VALUE, required=True)
    query = line(LONGEST, load_default="")
    usual = fields.Boolean(load_default=False)


class UsualIn(Given):
    """Whether the list opens with this filter."""

    usual = fields.Boolean(required=True)
