"""A text that tells who somebody is comes back, with a way to say that it is needed."""

from uuid import UUID

import pytest

from tests import factories
from tests.actors import Cast
from tests.reading import english, words

NUMBER = "Pokličite 041 123 456."


@pytest.fixture
def ask_id(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("interest", {"note": NUMBER}),
        ("question", {"topic": "other", "body": NUMBER}),
        ("decline", {"reason": "no_place", "note": NUMBER}),
    ],
)
def test_it_is_sent_once_somebody_says_that_it_is_needed(
    cast: Cast, ask_id: UUID, path: str, said: dict[str, str]
) -> None:
    home = english(cast.institution)

    refused = home.post(f"/asks/{ask_id}/{path}", said)
    sent = home.post(f"/asks/{ask_id}/{path}", said | {"identity_needed": "yes"})

    assert refused.status_code == 422
    assert "I know: it is needed" in words(refused)
    assert NUMBER in words(refused)
    assert sent.status_code == 303


def test_the_line_to_a_home_comes_back_with_the_choice(cast: Cast) -> None:
    request_id = factories.request(cast.centre)
    group_id = factories.group(cast.institution)
    centre = english(cast.centre)
    said = {"group_ids": [str(group_id)], f"why.{group_id}": NUMBER}

    refused = centre.post(f"/requests/{request_id}/asks", said)
    sent = centre.post(f"/requests/{request_id}/asks", said | {"identity_needed": "yes"})

    assert refused.status_code == 422
    assert "I know: it is needed" in words(refused)
    assert sent.status_code == 303
