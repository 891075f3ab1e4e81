"""Somebody wishes for a programme on their own page; the house suggests one, and they agree."""

from uuid import UUID, uuid4

import pytest

from network.consent.giving import Giver
from network.consent.kinds import SharingPurpose
from network.legal_bases.models import LegalBasis
from tenants.database import db
from tests.actors import Cast
from tests.own_pages.pages import Opened, file_of, opened
from tests.programmes import programmes
from tests.reading import chosen_in, english, value_of, words
from tests.web.test_own import Visitor


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


@pytest.fixture
def young(cast: Cast, page: Opened) -> Visitor:
    visitor = Visitor(cast.centre.app)
    visitor.client.set_cookie("pristan_language", "en")
    visitor.come_in(page)
    return visitor


def suggestion(programme_id: UUID, **more: object) -> dict[str, object]:
    return {
        "readers": "young_person",
        "categories": ["school"],
        "why": "Da se naučiš umiriti.",
        "ends": "31. 12. 2099",
        "programme_id": str(programme_id),
    } | more


def test_a_wish_reaches_who_decides_and_becomes_a_suggestion(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    programme_id, _ = programmes.published(cast.institution)
    member = english(cast.centre)

    assert "Varna pot" in words(young.get("/own/programmes"))
    assert "Varna pot" in words(young.get(f"/own/programmes/{programme_id}"))
    said = young.post(f"/own/programmes/{programme_id}", {"words": "Ker hodi tja prijatelj."})

    told = words(young.follow(said))
    assert "I would like to take part" in told
    assert "Ker hodi tja prijatelj." in told
    listed = member.get("/voices")
    voice = listed.text.split('href="/voices/')[1].split('"')[0]
    spoken = member.get(f"/voices/{voice}")
    assert "Varna pot, institution" in words(spoken)
    assert f"/files/{page.person_id}/consents?programme={programme_id}" in spoken.text
    form = member.get(f"/files/{page.person_id}/consents?programme={programme_id}")
    assert chosen_in(form, "programme_id") == [str(programme_id)]


def test_a_suggestion_is_agreed_to_and_asked_for(cast: Cast, young: Visitor, page: Opened) -> None:
    """The yes is a consent for this purpose, to the house of the programme alone."""
    programme_id, _ = programmes.published(cast.institution)
    member, path = english(cast.centre), f"/files/{page.person_id}/consents"

    put = member.follow(member.post(path, suggestion(programme_id)))
    assert "Suggested: Varna pot, institution" in words(put)
    assert "/referral" not in put.text
    own = young.get("/own")
    assert "A programme is suggested: Varna pot, institution" in words(own)
    link = own.text.split('href="/own/questions/')[1].split('"')[0]
    assert f"/own/programmes/{programme_id}" in young.get(f"/own/questions/{link}").text
    young.post(f"/own/questions/{link}/agreement", {"categories": "school"})

    agreed = member.get(path)
    with cast.centre.acting() as scope:
        [basis] = db.session.query(LegalBasis).filter_by(tenant_id=scope.tenant_id).all()
        assert basis.purpose == SharingPurpose.PROGRAMME
        assert basis.recipients == [cast.institution.scope.tenant_id]
    address = f"/programmes/{programme_id}/referral?person={page.person_id}"
    assert f'href="{address}"' in agreed.text
    assert value_of(member.get(address), "file_reference") in words(member.get("/files"))
    assert value_of(member.get(address), "file_reference")
    assert cast.stranger.browser().get(address).status_code == 404


def test_what_is_not_in_the_catalogue_is_neither_suggested_nor_wished_for(
    cast: Cast, young: Visitor, page: Opened
) -> None:
    draft, own = programmes.drafted(cast.institution), programmes.published(cast.centre)[0]
    member, path = english(cast.centre), f"/files/{page.person_id}/consents"

    for each in (draft, uuid4()):
        assert member.post(path, suggestion(each)).status_code == 404
        assert young.get(f"/own/programmes/{each}").status_code == 404
        assert young.post(f"/own/programmes/{each}", {}).status_code == 404
    refused = member.post(path, suggestion(own, why="Moje besede."))
    assert refused.status_code == 422
    assert "programme of your own house" in words(refused)
    assert "Moje besede." in refused.text
    assert "Choose a programme first." in words(
        young.post("/own/talk", {"topic": "programme", "words": "Kaj pa to?"})
    )


def test_a_parent_reads_what_is_for_parents(cast: Cast, page: Opened) -> None:
    programmes.published(cast.institution)
    programmes.published(cast.institution, name="Šola za starše", audience=["parents"])
    mother = Visitor(cast.centre.app)
    mother.client.set_cookie("pristan_language", "en")
    mother.come_in(opened(cast.centre, page.person_id, Giver.MOTHER))

    told = words(mother.get("/own/programmes"))

    assert "Šola za starše" in told
    assert "Varna pot" not in told


def test_many_programmes_come_a_page_at_a_time(cast: Cast, young: Visitor) -> None:
    for number in range(13):
        programmes.published(cast.institution, name=f"Program {number:02}")

    first, second = young.get("/own/programmes"), young.get("/own/programmes?page=2")

    assert ("Program 00" in first.text, "Program 12" in first.text) == (True, False)
    assert "Program 12" in second.text
