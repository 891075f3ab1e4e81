"""The programmes of a network for everybody, without signing in: on a page, and on paper.

No member, nobody who takes part and nothing that a house keeps for itself stands there.
"""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, make_response, request
from marshmallow import ValidationError

from network.interop.paper import Paper
from network.programmes import directory, search
from network.programmes.kinds import PathStage
from network.programmes.outlook import outlook
from network.programmes.published import PublishedProgramme, public_programmes
from network.web import formats, programme_lists, programme_words
from network.web.labels import label
from network.web.rendering import FormView, page
from network.web.words import gettext, language
from tenants import clock
from tenants.errors import N_, NotFound
from tenants.login import public

bp = Blueprint("directory", __name__, url_prefix="/directory/<string:slug>")
KEPT = 300  # seconds a browser may show it again without asking


@bp.get("")
@public
def show(slug: str) -> Response:
    """What there is, filtered by the query string as in the members' catalogue."""
    network = directory.network(slug)
    form, found, status = programme_lists.typed(), None, 200
    try:
        found = programme_lists.catalogue(public_programmes(network.id))
    except ValidationError as refusal:
        form, status = FormView.refused(request.args, refusal), 422
    answer = page(
        "directory/show.html",
        status=status,
        network=network,
        form=form,
        found=found,
        labels=programme_lists.field_labels(),
        further=programme_lists.further(form),
        facets=programme_lists.choices(form, found),
        address=programme_lists.address,
    )
    return _kept(answer) if found else answer


@bp.get("/programmes/<uuid:programme_id>")
@public
def one(slug: str, programme_id: UUID) -> Response:
    """One of them."""
    network = directory.network(slug)
    found = next((one for one in public_programmes(network.id) if one.id == programme_id), None)
    if found is None:
        raise NotFound(N_("There is no such programme."))
    seen = outlook(found, clock.today())
    return _kept(page("directory/one.html", network=network, programme=found, outlook=seen))


@bp.get("/paper")
@public
def paper(slug: str) -> Response:
    """The same, all of it, as PDF to be printed. A filter we cannot read leaves nothing out."""
    network = directory.network(slug)
    everything = public_programmes(network.id)
    try:
        fitting: Sequence[PublishedProgramme] = programme_lists.catalogue(everything).fitting
    except ValidationError:
        fitting = search.fitting(everything, search.Wanted())
    answer = make_response(_drawn(network.name, fitting))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    answer.vary.update(("Accept-Language", "Cookie"))
    return _kept(answer)


def _kept(answer: Response) -> Response:
    """It changes seldom, and nothing of it is secret: who reads on need not ask again at once."""
    answer.headers["Cache-Control"] = f"private, max-age={KEPT}"
    return answer


def _drawn(name: str, programmes: Sequence[PublishedProgramme]) -> bytes:
    at = formats.day(clock.today())
    made = Paper(
        gettext("Programmes: %(network)s", network=name),
        language=language(),
        foot=gettext("as of %(day)s", day=at),
    )
    for stage in PathStage:
        standing = [each for each in programmes if each.stage is stage]
        if standing:
            made.large(label(stage))
        for each in standing:
            _write(made, each)
    if not programmes:
        made.paragraph(gettext("No programme fits this filter"))
    return made.done()


def _write(made: Paper, programme: PublishedProgramme) -> None:
    seen = outlook(programme, clock.today())
    made.heading(programme.name)
    made.small(", ".join(filter(None, (programme.tenant_name, programme.town))))
    made.paragraph(programme.summary)
    facts = (
        (gettext("For whom"), programme_words.for_whom(programme)),
        (gettext("Where it is held"), programme_words.where(programme)),
        (gettext("When"), programme_words.when(programme)),
        (gettext("Price"), programme_words.price(programme)),
        (gettext("Who may ask"), programme_words.referrers(programme)),
        (gettext("Seats"), programme_words.seats(programme, seen)),
    )
    made.facts([(name, said) for name, said in facts if said])
