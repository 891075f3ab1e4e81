"""How soon a home replies to an ask, by the urgency of the request. Pure.

Agreed in the network: a crisis in two hours, day and night; what is urgent in one working day,
what is planned in five.
"""

from network.clocks.kinds import Limit, hours, working_days
from network.requests.profile import Urgency

REPLY: dict[Urgency, Limit] = {
    Urgency.CRISIS: hours(2),
    Urgency.URGENT: working_days(1),
    Urgency.PLANNED: working_days(5),
}
