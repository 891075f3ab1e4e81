"""What a visitor decides about being shown: yes or no to what they are asked, and a no of their own
accord. It becomes a legal basis at once, with who gave it, how and when."""

from collections.abc import Collection, Mapping
from uuid import UUID

from network.consent import giving
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.own_pages import house as houses
from network.own_pages import looking, questions
from network.own_pages.looking import Page
from network.own_pages.models import ConsentAnswer, ConsentQuestion
from network.records import door
from network.requests.actions.withdrawing import record_oneself
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

NOT_ASKED = N_("Your word is not asked for here.")


def agree_to(scope: Scope, consent_question_id: UUID, *, categories: Collection[Category]) -> None:
    """Agree to all or some of what one is asked; what is left out is not shown because of it. It
    holds as soon as everybody has agreed whose word is needed.

    Raises NotFound, Invalid, Conflict where that was answered already.
    """
    if not categories:
        raise Invalid(N_("Choose what may be shown, or say no."), "categories")
    found = questions.mine(scope, consent_question_id).question
    if not set(categories) <= set(found.categories):
        raise Invalid(N_("Nobody has asked you about this."), "categories")
    mine = _answer(scope, found, categories)
    with houses.acting(scope) as house:
        _record_agreed(house, consent_question_id, categories)
        houses.tell_decided(house, found.person_id, f"{consent_question_id} {mine.reader}")


def refuse(scope: Scope, consent_question_id: UUID) -> None:
    """Say no to all of it: none of it is shown because somebody agrees, whoever that is.

    Raises NotFound, Conflict where that was answered already.
    """
    found = questions.mine(scope, consent_question_id).question
    mine = _answer(scope, found, ())
    no = _said(found, [Category(each) for each in found.categories], [mine.reader], dissent=True)
    with houses.acting(scope) as house:
        record_oneself(house, found.person_id, no)
        houses.tell_decided(house, found.person_id, f"{consent_question_id} {mine.reader}")


def say_no(
    scope: Scope,
    *,
    categories: Collection[Category],
    homes: Collection[UUID] = (),
    purpose: SharingPurpose = SharingPurpose.PLACEMENT,
) -> UUID:
    """A no of one's own accord, from now until it is taken back: to those categories, for those
    homes or for all. Closes what rests on consent, and nothing that a court or the law demands.

    Raises Invalid, Conflict for whose word does not count; they can speak up.
    """
    mine = _whose_word_counts(scope)
    if not categories:
        raise Invalid(N_("Choose what must not be shown."), "categories")
    if not set(homes) <= {row.id for row in looking.homes(scope)}:
        raise Invalid(N_("Choose from these homes."), "homes")
    no = Told(
        Basis.CONSENT,
        categories,
        purpose,
        homes,
        givers=[mine.reader],
        how=How.OWN_PAGE,
        dissent=True,
    )
    with houses.acting(scope) as house:
        basis_id = record_oneself(house, mine.person_id, no).id
        houses.tell_decided(house, mine.person_id, f"no {basis_id}")
    return basis_id


def _whose_word_counts(scope: Scope) -> Page:
    mine = looking.page(scope)
    if mine.reader not in looking.whose_word_counts(scope, mine):
        raise Conflict(NOT_ASKED)
    return mine


def _answer(scope: Scope, found: ConsentQuestion, agreed: Collection[Category]) -> ConsentAnswer:
    mine = _whose_word_counts(scope)
    door.person(scope, mine.person_id)
    if mine.reader in questions.mine(scope, found.id).answers:
        raise Conflict(N_("You have answered this already."))
    made = ConsentAnswer(
        tenant_id=scope.tenant_id,
        id=new_id(),
        question_id=found.id,
        person_id=found.person_id,
        page_id=mine.id,
        reader=mine.reader.value,
        agreed=sorted(agreed),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _record_agreed(house: Scope, question_id: UUID, agreed: Collection[Category]) -> None:
    """What now has everybody's word becomes a consent, with those who gave it."""
    questions.question(house, question_id, lock=True)  # two parents at once: one after the other
    asked = questions.told(house, question_id)
    wanted = bases.who_agrees(house, asked.question.person_id)
    together: dict[frozenset[Giver], list[Category]] = {}
    for category in agreed:
        givers = _givers(asked.answers, category)
        if giving.suffices(givers, wanted):
            together.setdefault(givers, []).append(category)
    for givers, categories in together.items():
        told = _said(asked.question, categories, sorted(givers))
        record_oneself(house, asked.question.person_id, told)


def _givers(answers: Mapping[Giver, ConsentAnswer], category: Category) -> frozenset[Giver]:
    return frozenset(giver for giver, said in answers.items() if category in said.agreed)


def _said(
    found: ConsentQuestion,
    categories: Collection[Category],
    givers: Collection[str],
    *,
    dissent: bool = False,
) -> Told:
    return Told(
        Basis.CONSENT,
        categories,
        SharingPurpose(found.purpose),
        found.recipients,
        starts=clock.today() if dissent else max(found.starts, clock.today()),
        ends=None if dissent else found.ends,
        givers=[Giver(each) for each in givers],
        how=How.OWN_PAGE,
        dissent=dissent,
    )
