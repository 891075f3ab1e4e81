"""The catalogue as members read it: along the path, filtered, some of it a page; one programme."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from network.programmes import catalogue
from network.programmes.kinds import SeatUse
from network.programmes.seats import claim
from network.web import programme_lists
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.programmes import programmes
from tests.reading import chosen_in, english, value_of, words
from tests.statements import asked


def named(text: str) -> list[str]:
    """The programmes of a list, in its order."""
    return re.findall(r'<h3><a class="link" href="[^"]*">([^<]*)</a>', text)


def test_the_catalogue_stands_along_the_path_with_how_much_there_is_at_each_place(
    cast: Cast,
) -> None:
    programmes.published(cast.institution, name="Prvi korak", kind="employment")
    programmes.published(cast.stranger, name="Skupaj", kind="family_therapy")
    programmes.published(cast.institution, name="Doma", kind="mobile_team")

    page = english(cast.centre).get("/programmes")
    family = english(cast.centre).get("/programmes?stage=family_support")

    assert named(page.text) == ["Doma", "Skupaj", "Prvi korak"]
    assert "Family support 2 programmes" in words(page)
    assert "Becoming independent 1 programme" in words(page)
    assert named(family.text) == ["Doma", "Skupaj"]
    assert "2 programmes: Family support" in words(family)


def test_a_card_says_first_what_somebody_may_expect(cast: Cast) -> None:
    today = clock.today()
    later, until = today + timedelta(days=20), today + timedelta(days=40)
    programmes.published(cast.institution, name="Zdaj", price_cents=1250)
    programmes.published(cast.institution, name="Potem", open_from=later)
    _, cohort_id = programmes.published(cast.institution, seats=1, name="Polno")
    paused, _ = programmes.published(cast.institution, name="Premor")
    with cast.institution.acting() as scope, transaction():
        claim(scope, cohort_id, SeatUse.ENROLMENT)
        catalogue.pause(scope, paused, until)

    said = words(english(cast.centre).get("/programmes"))

    assert "free at once 3 of 3 seats free Zdaj" in said
    assert "€12.50" in said
    assert "waiting list 0 of 1 seats free Polno" in said
    assert f"paused until {until.day} " in said
    assert f"from {later.day} " in said


@pytest.mark.parametrize(
    ("filter", "left"),
    [
        ("age=9", ["Igra"]),
        ("audience=parents", ["Starši"]),
        ("region=goriska", ["Igra", "Starši"]),
        ("language=it", ["Starši"]),
        ("venue=online", ["Starši"]),
        ("kind=school_prevention", ["Igra"]),
        ("referrer=parent", ["Starši"]),
        ("text=solah+igro", ["Igra"]),
        ("text=obala", []),
        ("free=yes", ["Igra"]),
        ("ages=0-10", ["Igra"]),
        ("ages=0-10&ages=15-18", ["Igra", "Starši"]),
        ("region=goriska&region=koroska", ["Igra", "Starši"]),
        ("region=koroska", ["Starši"]),
        ("when=now", ["Igra"]),
        ("when=in_30_days", ["Igra"]),
    ],
)
def test_the_filter_leaves_what_fits(cast: Cast, filter: str, left: list[str]) -> None:
    programmes.published(
        cast.institution,
        name="Igra",
        kind="school_prevention",
        summary="Z igro po šolah.",
        age_from=6,
        age_to=10,
        regions=["goriska"],
    )
    _, cohort_id = programmes.published(
        cast.institution,
        seats=1,
        name="Starši",
        audience=["parents"],
        languages=["sl", "it"],
        venues=["online"],
        referrers=["parent"],
    )
    programmes.published(cast.institution, seats=1, name="Obmorje", regions=["obalno_kraska"])
    with cast.institution.acting() as scope, transaction():
        claim(scope, cohort_id, SeatUse.HOLD, until=clock.now() + timedelta(hours=1))

    page = english(cast.centre).get(f"/programmes?{filter}")

    assert [name for name in named(page.text) if name != "Obmorje"] == left


def test_a_filter_that_makes_no_sense_keeps_what_was_typed(cast: Cast) -> None:
    page = english(cast.centre).get("/programmes?age=stara&kind=advice")

    assert page.status_code == 422
    assert value_of(page, "age") == "stara"
    assert chosen_in(page, "kind") == ["advice"]


def test_a_long_catalogue_goes_on_over_the_page_with_its_filter(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programme_lists, "A_PAGE", 1)
    for name in ("Ena", "Dve"):
        programmes.published(cast.institution, name=name)
    browser = english(cast.centre)

    first = browser.get("/programmes?age=15")
    onward = re.findall(r'href="([^"]*)" rel="next"', first.text)

    assert named(first.text) == ["Dve"]
    assert named(browser.get(onward[0].replace("&amp;", "&")).text) == ["Ena"]
    assert "age=15" in onward[0]


def test_an_empty_catalogue_and_an_empty_answer_say_so(cast: Cast) -> None:
    assert "No house has put a programme" in words(english(cast.centre).get("/programmes"))
    programmes.published(cast.institution)
    assert "No programme fits this filter" in words(english(cast.centre).get("/programmes?age=3"))


def test_one_programme_says_everything_and_no_other_house_changes_it(cast: Cast) -> None:
    programme_id, _ = programmes.published(
        cast.institution,
        partners=["Gimnazija Šiška"],
        collaborators=["mediator"],
        description="Najprej se pogovorimo.",
        schedule="torek ob petih",
    )

    page = english(cast.centre).get(f"/programmes/{programme_id}")

    for said in ("Najprej se pogovorimo.", "Gimnazija Šiška", "mediator", "torek ob petih"):
        assert said in words(page)
    assert "jesen 2026 : 3 of 3 seats free" in words(page)
    assert "Your programme" not in words(page)
    assert f"/programmes/{programme_id}/edit" not in page.text


def test_drafts_foreign_networks_and_made_up_programmes_are_not_found(cast: Cast) -> None:
    draft = programmes.drafted(cast.institution)
    shown, _ = programmes.published(cast.institution, name="Objavljen")

    for who, programme_id in (
        (cast.centre, draft),
        (cast.outsider, shown),
        (cast.centre, uuid4()),
    ):
        assert english(who).get(f"/programmes/{programme_id}").status_code == 404
    assert english(cast.institution).get(f"/programmes/{draft}").status_code == 200


@pytest.mark.parametrize("path", ["/programmes", "/programmes/own"])
def test_three_programmes_cost_as_many_questions_as_one(app: Flask, cast: Cast, path: str) -> None:
    browser = english(cast.institution)
    programmes.published(cast.institution)
    browser.get(path)
    with asked(app) as one:
        assert browser.get(path).status_code == 200
    for name in ("Druga", "Tretja"):
        programme_id, _ = programmes.published(cast.institution, name=name)
        programmes.cohort(cast.institution, programme_id, name="zima")
    with asked(app) as three:
        browser.get(path)

    assert len(one) == len(three)


def test_beside_each_choice_stands_what_it_would_show(cast: Cast) -> None:
    programmes.published(cast.institution, name="Igra", age_from=6, age_to=10, regions=["goriska"])
    programmes.published(cast.institution, name="Pot", age_from=8, age_to=16, regions=["koroska"])
    soon = programmes.drafted(cast.institution, name="Most", age_from=15, age_to=20)
    programmes.cohort(cast.institution, soon, starts=clock.today() + timedelta(days=20))
    with cast.institution.acting() as scope, transaction():
        catalogue.publish(scope, soon)

    def numbers(filter: str) -> dict[str, str]:
        page = english(cast.centre).get(f"/programmes?{filter}").text
        box = r'name="(\w+)" value="([^"]+)"[^>]*>\s*<span>[^<]*</span> <span class="n">(\d+)<'
        return {f"{name}={value}": number for name, value, number in re.findall(box, page)}

    everything, chosen = numbers(""), numbers("ages=0-10&when=now")
    ages = ("ages=0-10", "ages=11-14", "ages=15-18", "ages=19+")
    assert [everything[each] for each in ages] == ["2", "1", "2", "1"]
    assert (everything["when=now"], everything["when=in_30_days"]) == ("2", "3")
    assert (everything["region=goriska"], everything["region=koroska"]) == ("2", "2")
    assert [chosen[each] for each in ages] == ["2", "1", "1", "0"]
    assert (chosen["when=now"], chosen["when=in_30_days"]) == ("2", "2")
    assert "region=zasavska" not in numbers("text=igra")
