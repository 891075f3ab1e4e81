"""The birthdays on which it changes who decides: they are due like everything else that is.

Due on the first of the month, so that the day itself stands nowhere in the clear.
"""

from datetime import date

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.consent.giving import OF_AGE, OWN_CONSENT, age_on, birthday
from network.consent.kinds import Category
from network.records import door
from network.records.models import YoungPerson
from tenants import clock
from tenants.scope import Scope

CHANGES = {ClockKind.OWN_CONSENT: OWN_CONSENT, ClockKind.OF_AGE: OF_AGE}


def watch(scope: Scope, file: YoungPerson, born: object) -> None:
    """Have the file's people told in the month in which who decides changes; what was due by an
    earlier date of birth is due no more. Sources: ZVOP-2 article 8, DZ."""
    subject = Subject(SubjectKind.FILE, file.id, file.number)
    clocks.stop(scope, file.id, *CHANGES)
    if not isinstance(born, date):
        return
    for kind, years in CHANGES.items():
        month = birthday(born, years).replace(day=1)
        if month > clock.today():
            clocks.start(scope, kind, subject, due_at=clock.begins(month))


def settle(scope: Scope, file: YoungPerson) -> None:
    """The young person has agreed in their own name: that is what every birthday asked for that
    lies behind them. The word of somebody too young for it is heard and settles nothing."""
    born = door.read(scope, file.id, Category.IDENTITY)[Category.IDENTITY].values.get("birth_date")
    if not isinstance(born, date):
        return
    for kind, years in CHANGES.items():
        if age_on(born, clock.today()) >= years:
            clocks.meet(scope, kind, file.id)
