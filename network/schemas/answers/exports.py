"""Files that members took along, as their administrator is told of them."""

from marshmallow import fields

from network.exports.lists import ExportedList
from network.schemas.answers.values import Told, code, page_of, some


class TakenFile(Told):
    """One file: who took which list, by which filter (codes only), and how many rows it had."""

    id = fields.UUID(**some())
    at = fields.DateTime(**some())
    member_id = fields.UUID(**some())
    by_name = fields.String(**some())
    list = code(ExportedList, **some())
    format = fields.String(**some())
    filters = fields.List(fields.String(), **some())
    rows = fields.Integer(**some())


TakenFilePage = page_of(TakenFile)
