"""At night somebody asks who knows the child, breaks the glass, and the other house judges it."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.elsewhere.people import known_to, switched_on, work

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_the_glass_is_broken_and_judged(
    app: Flask, cast: Cast, owner: Engine, seated: Seated
) -> None:
    switched_on(cast)
    known_to(cast.centre)
    night = seated(cast.institution)
    night.visit("Files")
    night.follow("Known elsewhere?")
    for label, typed in (("First name", "Ziva"), ("Last name", "Cuk Doric")):
        night.fill(label, typed)
    night.fill("Date of birth", "28. 2. 2011")
    night.press("Ask")
    night.sees("Another member of the network may know this young person: ask.")

    night.open("Break the glass")
    night.choose("Reason", "acute medical need")
    night.fill("What is happening", "Najdena na postaji.")
    night.press("Open for 60 minutes")

    night.sees("oreščki")
    night.sees_not("Nikjer 1")
    work(app, owner)
    head = seated(cast.centre)
    head.visit("Emergencies")
    head.follow_number(head.main)
    head.sees("Najdena na postaji.")
    head.tick("justified")
    head.press("Judge")
    head.sees("Judged. The other house reads the verdict, not the remark.")
    night.go("/emergencies?by=us")
    night.follow_number(night.main)
    night.sees("justified")
