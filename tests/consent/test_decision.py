"""What may be shown on which basis: by hand, and against the plainest reading of the rule."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from network.consent.decision import FIRMNESS, Standing, Wish, covered, standing, without
from network.consent.kinds import Basis, Category

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
HOME, OTHER = UUID(int=1), UUID(int=2)
C = Category


CONSENT, ORDER, DISSENT = (UUID(int=number) for number in (10, 11, 12))


@dataclass(frozen=True)
class Row:
    id: UUID = CONSENT
    kind: str = Basis.CONSENT
    categories: tuple[str, ...] = (C.SCHOOL, C.HEALTH)
    recipients: tuple[UUID, ...] = (HOME,)
    purpose: str = "placement"
    starts: date = TODAY - DAY
    ends: date | None = TODAY + DAY
    withdrawn_on: date | None = None
    dissent: bool = False


def wish(*categories: Category, recipient: UUID = HOME, on: date = TODAY) -> Wish:
    return Wish(frozenset(categories), recipient, "placement", on)


def test_a_basis_holds_from_its_first_day_through_its_last() -> None:
    row = Row()

    days = [standing(row, TODAY + n * DAY) for n in (-2, -1, 1, 2)]

    assert days == [Standing.NOT_YET, Standing.HOLDS, Standing.HOLDS, Standing.EXPIRED]
    assert standing(replace(row, withdrawn_on=TODAY), TODAY) is Standing.WITHDRAWN
    assert standing(replace(row, ends=None), date(2099, 1, 1)) is Standing.HOLDS


def test_what_nobody_granted_is_not_shown() -> None:
    assert covered(wish(C.IDENTITY), []) == {}
    assert covered(wish(C.IDENTITY), [Row()]) == {}
    assert covered(wish(C.HEALTH, recipient=OTHER), [Row()]) == {}
    assert covered(wish(C.HEALTH), [Row(purpose="aftercare")]) == {}
    assert covered(wish(C.HEALTH), [Row(kind=Basis.STATISTICS)]) == {}


def test_the_firmest_basis_is_told() -> None:
    consent = Row()
    order = Row(id=ORDER, kind=Basis.COURT_ORDER, categories=(C.HEALTH,), recipients=())

    found = covered(wish(C.SCHOOL, C.HEALTH), [consent, order])

    assert found == {C.SCHOOL: consent, C.HEALTH: order}


def test_a_dissent_takes_out_of_consents_and_of_nothing_else() -> None:
    consent = Row()
    dissent = Row(id=DISSENT, categories=(C.HEALTH,), dissent=True)
    order = Row(id=ORDER, kind=Basis.COURT_ORDER, categories=(C.HEALTH,))

    assert covered(wish(C.SCHOOL, C.HEALTH), [consent, dissent]) == {C.SCHOOL: consent}
    assert covered(wish(C.HEALTH), [consent, dissent, order]) == {C.HEALTH: order}


def test_a_withdrawal_closes_what_rests_on_consent_alone() -> None:
    consent = Row()
    order = Row(id=ORDER, kind=Basis.COURT_ORDER, categories=(C.HEALTH,))

    effect = without(consent.id, wish(C.SCHOOL, C.HEALTH), [consent, order])

    assert effect.closes == {C.SCHOOL}
    assert effect.stays == {C.HEALTH: order}


ROWS = st.builds(
    Row,
    id=st.uuids(),
    kind=st.sampled_from(list(Basis)),
    categories=st.lists(st.sampled_from(list(Category)), max_size=3).map(tuple),
    recipients=st.sampled_from([(), (HOME,), (OTHER,), (HOME, OTHER)]),
    purpose=st.sampled_from(["placement", "aftercare"]),
    starts=st.sampled_from([TODAY - DAY, TODAY, TODAY + DAY]),
    ends=st.sampled_from([None, TODAY - DAY, TODAY, TODAY + DAY]),
    withdrawn_on=st.sampled_from([None, None, TODAY - DAY, TODAY, TODAY + DAY]),
    dissent=st.booleans(),
)


def plainly(category: Category, asked: Wish, rows: list[Row]) -> bool:
    """The rule in words: somebody granted it, and if only by consent, nobody said no."""

    def holds(row: Row) -> bool:
        return (
            category in row.categories
            and row.kind != Basis.STATISTICS
            and row.starts <= asked.on
            and (row.ends is None or asked.on <= row.ends)
            and (row.withdrawn_on is None or asked.on < row.withdrawn_on)
            and row.purpose == asked.purpose
            and (row.recipients == () or asked.recipient_id in row.recipients)
        )

    granted = [row for row in rows if holds(row) and not row.dissent]
    said_no = any(holds(row) and row.dissent for row in rows)
    return any(row.kind != Basis.CONSENT for row in granted) or (bool(granted) and not said_no)


@given(st.lists(ROWS, max_size=5), st.sets(st.sampled_from(list(Category)), min_size=1))
def test_the_verdict_is_that_of_the_rule_in_words(rows: list[Row], wanted: set[Category]) -> None:
    asked = wish(*wanted)

    found = covered(asked, rows)

    assert found.keys() == {each for each in wanted if plainly(each, asked, rows)}
    for category, row in found.items():
        assert category in row.categories
        firmer = FIRMNESS[: FIRMNESS.index(Basis(row.kind))]
        assert not any(
            plainly(category, asked, [r]) for r in rows if r.kind in firmer and not r.dissent
        )


@given(st.lists(ROWS, max_size=5, unique_by=lambda row: row.id), st.sampled_from(list(Category)))
def test_a_withdrawal_never_opens_and_never_closes_what_another_basis_keeps(
    rows: list[Row], category: Category
) -> None:
    asked = wish(category)
    for row in rows:
        effect = without(row.id, asked, rows)
        rest = [each for each in rows if each.id != row.id]
        assert effect.stays.keys() == covered(asked, rest).keys()
        assert effect.closes.isdisjoint(effect.stays)
