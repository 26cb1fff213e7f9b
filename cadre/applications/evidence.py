"""The checklist of applications, from their rows."""

from typing import Any

from django.db.models import Aggregate, Exists, JSONField, OuterRef, Q, Subquery

from cadre.applications.models import Application, ApplicationQuerySet, EvidenceTick, Pair
from cadre.applications.rules.checklist import Checklist, Evidence, checklist
from cadre.applications.states import GATEWAY_AREAS, Outcome

EVIDENCED = 2


class ObjectOf(Aggregate):
    """`ObjectOf("item", "note")`: a dict of one column by another, of the rows of a group."""

    arity = 2
    function = "JSONB_OBJECT_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSON_GROUP_OBJECT", **context)


def with_evidence(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """With what a checklist reads beside the row: `has_open_pair`, and `ticked`, the notes of officers by item."""
    either = Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
    ticks = EvidenceTick.objects.filter(application=OuterRef("pk")).order_by().values("application")
    return rows.annotate(
        has_open_pair=Exists(Pair.objects.open().order_by().filter(either)),
        ticked=Subquery(ticks.values(said=ObjectOf("item", "note"))),
    )


def checklist_of(application: Application, *, open_pairs: int | None = None, brief: bool = False) -> Checklist:
    """The checklist of one application. `brief` spares the query for the name of the code's partner."""
    if open_pairs is None:
        open_pairs = Pair.objects.open().filter(Q(first=application) | Q(second=application)).count()
    quote = application.quote
    words = "Partner and code do not agree." if application.in_conflict else ""
    conflict = words if brief else application.code_conflict
    evidence = Evidence(
        named=bool(application.name),
        born=application.born_on is not None,
        number=bool(application.trn),
        school=application.has_workplace,
        school_typed=application.school_typed,
        outcome=quote.outcome if quote else None,
        conflict=conflict,
        sponsor=_sponsor(application),
        gateway=_gateway(application),
        open_pairs=open_pairs,
        pays=quote is None or quote.payable_pence > 0 or quote.outcome == Outcome.NOT_CONFIRMED,
        billing=bool(application.billing_name and application.billing_email and application.billing_address),
        late_seconds=application.late_seconds,
    )
    return checklist(evidence, _ticked(application))


def _ticked(application: Application) -> dict[str, str]:
    if hasattr(application, "ticked"):  # a row of a list
        return application.ticked or {}
    return {tick.item: tick.note for tick in application.ticks.all()}


def _sponsor(application: Application) -> str:
    """A key of `SPONSOR_SAID`."""
    if hasattr(application, "sponsor_state"):  # a row of a list
        state = application.sponsor_state
    else:
        state = application.sponsorships.current().values_list("state", flat=True).first()
    return state or ("not_asked" if application.sponsor_email else "unnamed")


def _gateway(application: Application) -> str:
    """A key of `GATEWAY_SAID`: every area rated, and two of them with evidence."""
    listed = getattr(application, "needs_gateway", None)
    if not (application.offering.qualification.needs_gateway if listed is None else listed):
        return "not_needed"
    rated = set(GATEWAY_AREAS) <= set(application.gateway_ratings)
    return "complete" if rated and len(application.gateway_evidence) == EVIDENCED else "incomplete"
