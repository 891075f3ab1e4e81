"""Acts of a centre and the homes it asks: show, close, look, decline, admit."""

from collections.abc import Callable

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import Removal
from network.placements import actions as placements
from network.requests import given, queries, received
from network.requests.actions import answering, asking, declining, sharing, writing
from network.requests.reasons import Closing, Decline, Withdrawal
from tenants.scope import Scope
from tests.histories.asked import ABOUT, DOCUMENTS, STEP
from tests.histories.life import Life
from tests.histories.model import HOMES

SENSIBLE = 0.8  # of what is shown, how much could be


def _home(life: Life, fit: Callable[[str], object] = bool) -> str:
    """One of them; for which something fits, if there is one."""
    homes = life.rng.sample(HOMES, len(HOMES))
    return next(filter(fit, homes), homes[0])


def show(life: Life) -> None:
    sensible = life.rng.random() < SENSIBLE
    home, could = _within_reach(life) if sensible else (_home(life), [])
    ask, covers = life.model.asks[home], life.model.covers(home)
    what = life.some(tuple(could or STEP))
    along = set(life.ground.documents) if DOCUMENTS in what else set()
    papers = {one for one in along if covers(ABOUT[one]) or not sensible}
    what -= {DOCUMENTS} if sensible and not papers else set()

    def act(scope: Scope) -> None:
        ids = [life.ground.documents[one] for one in papers]
        sharing.show_parts(scope, life.ground.asks[home], [Category(one) for one in what], ids)

    there = papers <= life.model.papers
    expected = not life.model.restricted and there and ask.show(what, papers, covers)
    life.agree("show", expected, act, "centre")
    life.story[-1] += f" · {home}: {' '.join(sorted({*what, *papers}))}"


def _within_reach(life: Life) -> tuple[str, list[str]]:
    """A home to which something could be shown, and what, so that not all is refused."""
    for home in life.rng.sample(HOMES, len(HOMES)):
        ask, covers = life.model.asks[home], life.model.covers(home)
        could = [each for each in STEP if covers(each) and STEP[each] <= ask.level + 1]
        if ask.lives and ask.level and could:
            return home, could
    return home, []


def close(life: Life) -> None:
    home = _home(life, life.model.reads_of_file)
    what = life.some(tuple(STEP)) if life.rng.random() < 0.5 else frozenset()
    expected = life.model.asks[home].close(what)
    asked = [Category(each) for each in what]
    ask_id = life.ground.asks[home]
    life.agree("close", expected, lambda scope: sharing.close_parts(scope, ask_id, asked), "centre")
    life.story[-1] += f" · {home}: {' '.join(sorted(what)) or 'all'}"


def remove(life: Life) -> None:
    """A document of the file is destroyed; whoever was given it opens it no more."""
    name = life.rng.choice(sorted(life.ground.documents))
    expected = name in life.model.papers
    life.model.papers.discard(name)
    of, which = life.ground.person_id, life.ground.documents[name]
    life.agree(
        "remove",
        expected,
        lambda scope: documents.remove(scope, of, which, Removal.OUTDATED),
        "centre",
    )
    life.story[-1] += f" · {name}"


def look(life: Life) -> None:
    """The home opens what it sees: every part that the model says, and no other, says something."""
    home = _home(life, life.model.reads_of_file)
    ask, covers = life.model.asks[home], life.model.shows(home)
    expected = life.model.reads_of_file(home)
    found: set[str] = set()

    def act(scope: Scope) -> None:
        asked = queries.get_ask(scope, life.ground.asks[home])
        parts = received.file_of(scope, asked).parts
        found.update(f"part {part.category}" for part in parts)
        found.update(f"document {one.kind}" for one in given.documents_of(scope, asked))

    life.agree("look", True, act, home)
    assert found == expected - {f"part {DOCUMENTS}"}, (found, expected)
    for part in ask.parts:
        part.seen |= not life.model.erased and ask.stands(part, covers)


def put_away(life: Life) -> None:
    """The home says that it uses no more what was closed to it."""
    home = _home(life, lambda h: life.model.asks[h].must_stop(life.model.shows(h)))
    closed = life.model.asks[home].must_stop(life.model.shows(home))
    for part in closed:
        part.put_away = True
    ask_id = life.ground.asks[home]
    life.agree("put away", bool(closed), lambda scope: received.confirm_stop(scope, ask_id), home)


def lift(life: Life) -> None:
    home = _home(life)
    expected, ask_id = life.model.asks[home].lift(), life.ground.asks[home]
    life.agree("lift", expected, lambda scope: asking.raise_level(scope, ask_id), "centre")
    life.story[-1] += f" · {home}"


def decline(life: Life) -> None:
    home = _home(life)
    expected, ask_id = life.model.asks[home].end("declined"), life.ground.asks[home]
    life.agree(
        "decline",
        expected,
        lambda scope: declining.decline(scope, ask_id, Decline.NO_PLACE),
        home,
    )


def reopen(life: Life) -> None:
    home = _home(life)
    expected, ask_id = life.model.reopen(home), life.ground.asks[home]
    words = "Mesto se je sprostilo."
    life.agree("reopen", expected, lambda scope: declining.reopen(scope, ask_id, words), home)


def take_back(life: Life) -> None:
    home = _home(life)
    expected, ask_id = life.model.asks[home].end("over"), life.ground.asks[home]
    why = Withdrawal.NEEDS_CHANGED
    life.agree("take back", expected, lambda scope: asking.withdraw(scope, ask_id, why), "centre")
    life.story[-1] += f" · {home}"


def admit(life: Life) -> None:
    """A home offers a place, and the centre accepts it: whoever else was asked is released."""
    home = _home(life)
    expected, ask_id = life.model.admit(home), life.ground.asks[home]
    if life.agree("offer", expected, lambda scope: answering.offer(scope, ask_id), home):
        life.agree("accept", True, lambda scope: placements.accept(scope, ask_id), "centre")


def close_request(life: Life) -> None:
    of = life.ground.request_id
    life.agree(
        "close request",
        life.model.close_request(),
        lambda scope: writing.close(scope, of, Closing.LOST_CONTACT),
        "centre",
    )
