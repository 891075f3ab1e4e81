"""Coded reasons: every one has its place, and none can be mistaken for another."""

from network.requests.reasons import (
    DECLINES,
    Closing,
    Decline,
    DeclineKind,
    Ending,
    Fault,
    Refusal,
    Withdrawal,
)


def test_every_decline_belongs_to_a_kind_and_to_a_side():
    assert DECLINES.keys() == set(Decline)
    assert {kind for kind, _ in DECLINES.values()} == set(DeclineKind)
    assert {fault for _, fault in DECLINES.values()} == set(Fault)


def test_what_follows_by_itself_is_never_picked_by_hand():
    picked = {one.value for kind in (Decline, Refusal, Withdrawal, Closing) for one in kind}

    assert picked.isdisjoint(one.value for one in Ending)
