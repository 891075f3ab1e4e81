"""Lists of groups from spreadsheets, as programs send them."""

from marshmallow import fields

from network.schemas.values import Given, line

FILE = {
    "format": "byte",
    "description": "A CSV or XLSX file in Base64. docs/imports.md tells its columns.",
}


class ListIn(Given):
    """A list of groups; `whole_network` where it holds several homes and names them."""

    content = fields.String(required=True, metadata=FILE)
    name = line(load_default="")
    whole_network = fields.Boolean(load_default=False)
    network_id = fields.UUID(allow_none=True, load_default=None)
