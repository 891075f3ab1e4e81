"""What may not leak of asks that have ended or begun anew; probes of the audit."""

from collections.abc import Iterator

from sqlalchemy import Engine

from tests.promises.eyes import as_actor, count
from tests.promises.story import Story


def ended_asks_are_closed(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        for view in ("received_disclosures", "received_messages"):
            if not count(connection, view, "ask_id = :ask", ask=story.live_ask):
                yield f"{view} hides a live ask from its home"
            if count(connection, view, "ask_id = :ask", ask=story.ended_ask):
                yield f"{view} shows an ended ask"
    with as_actor(app, story.cast.stranger) as connection:
        for view in ("received_disclosures", "received_messages"):
            if count(connection, view):
                yield f"{view} shows somebody else's ask"


def what_is_opened_again_begins_anew(app: Engine, story: Story) -> Iterator[str]:
    again = {"ask": story.reopened_ask}
    with as_actor(app, story.cast.institution) as connection:
        if count(connection, "received_disclosures", "ask_id = :ask AND level > 0", **again):
            yield "received_disclosures shows again what had ended"
        for words in ("received_messages", "received_questions", "visits"):
            if count(connection, words, "ask_id = :ask", **again):
                yield f"{words} shows again what had ended"


ASK_PROBES = (ended_asks_are_closed, what_is_opened_again_begins_anew)
