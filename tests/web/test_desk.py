"""A desk knows what it says, and a page of many forms knows which was refused."""

from uuid import UUID

import pytest
from flask import Blueprint, Response
from werkzeug.datastructures import MultiDict

from network.web.desk import Desk, Forms
from network.web.flashes import UnknownMessage
from network.web.rendering import FormView
from tenants.errors import N_, Invalid


def test_a_page_shows_what_was_typed_before_what_is_known_and_else_a_blank_form(request_context):
    typed = MultiDict({"note": "Our word."})
    refused = FormView.refused(typed, Invalid(N_("Not possible."), "note"))

    forms = Forms(
        {"offer": refused}, offer=FormView.known(note="known"), assign=FormView.known(a=1)
    )

    assert (forms["offer"].text("note"), forms["offer"].wrong("note")) == (
        "Our word.",
        ["Not possible."],
    )
    assert forms["assign"].text("a") == "1"
    assert (forms["plan_end"].values, forms["plan_end"].key) == ({}, "plan-end")
    assert [name for name, form in forms.items() if form.errors] == ["offer"]


def test_an_act_whose_message_nobody_wrote_is_noticed_at_the_start():
    desk = Desk(
        Blueprint("things", __name__),
        "thing_id",
        seen=lambda _scope, thing_id: thing_id,
        shown=lambda _scope, _thing, _forms, status: Response(status=status),
        address=lambda _scope, thing: f"/things/{thing}",
    )

    def mend(_scope: object, _thing_id: UUID) -> None:
        """What the desk does."""

    with pytest.raises(UnknownMessage):
        desk.act("mending", mend, says="never_written")
