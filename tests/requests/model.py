"""The search for a place as it should be: two homes, one request, and a clock. No database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from network.requests.lifecycle import (
    ENDED,
    MOVES,
    AskMove,
    AskState,
    RequestState,
    refusal,
    request_state,
    state_at,
)

HOLD = timedelta(hours=48)
LONGER = timedelta(hours=72)
SOON = timedelta(hours=1)
FILLS = {AskState.OFFERED, AskState.ACCEPTED, AskState.ARRIVED}


@dataclass
class ModelAsk:
    """One ask: to which group, its state as written, and until when its place is held."""

    group: int
    state: AskState = AskState.SENT
    hold_until: datetime | None = None
    visit_at: datetime | None = None

    def at(self, now: datetime) -> AskState:
        return state_at(self.state.value, self.hold_until, now)


@dataclass
class Search:
    """Everything that happens to one request, by the table of moves alone."""

    now: datetime
    capacity: tuple[int, ...]
    asks: list[ModelAsk] = field(default_factory=list)
    accepted: ModelAsk | None = None
    closed: bool = False

    @property
    def state(self) -> RequestState:
        return request_state(self.accepted.at(self.now) if self.accepted else None, self.closed)

    def free(self, group: int) -> int:
        filled = [ask for ask in self.asks if ask.group == group and ask.at(self.now) in FILLS]
        return self.capacity[group] - len(filled)

    def ask(self, group: int) -> bool:
        """Whether the group could be asked; then it is."""
        live = [one for one in self.asks if one.at(self.now) not in ENDED]
        if self.state is not RequestState.OPEN or group in [one.group for one in live]:
            return False
        self.asks.append(ModelAsk(group))
        return True

    def close(self) -> bool:
        if self.state is not RequestState.OPEN:
            return False
        self._release_but(None)
        self.closed = True
        return True

    def move(self, ask: ModelAsk, made: AskMove) -> bool:
        """Whether the move could be made; then it is, with all that follows from it."""
        before = ask.at(self.now)
        party = next(who for (_, move), (who, _) in MOVES.items() if move is made)
        if refusal(before, made, party) or not self._possible(ask, made):
            return False
        ask.state = MOVES[before, made][1]
        if made is AskMove.OFFER:
            ask.hold_until = self.now + HOLD
        if made is AskMove.EXTEND:
            ask.hold_until = self.now + LONGER
        if made is AskMove.ARRANGE_VISIT:
            ask.visit_at = self.now + SOON
        if made is AskMove.ACCEPT:
            self.accepted = ask
            self._release_but(ask)
        return True

    def _possible(self, ask: ModelAsk, made: AskMove) -> bool:
        """What the table of moves alone does not tell."""
        match made:
            case AskMove.OFFER:
                return self.free(ask.group) > 0
            case AskMove.EXTEND:
                return ask.hold_until is not None and self.now + LONGER > ask.hold_until
            case AskMove.VISIT:
                return ask.visit_at is None or ask.visit_at <= self.now
            case AskMove.REOPEN:
                live = [one for one in self.asks if one.at(self.now) not in ENDED]
                again = ask.group in [one.group for one in live]
                return self.state is RequestState.OPEN and not again
        return True

    def _release_but(self, kept: ModelAsk | None) -> None:
        for one in self.asks:
            if one is not kept and (one.at(self.now), AskMove.RELEASE) in MOVES:
                one.state = AskState.RELEASED
