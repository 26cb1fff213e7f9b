"""The dated rows that hold on a day, as the pure rules take them, and what is remembered of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from cadre.finance.models import (
    Dated,
    FacilitationRate,
    FeePolicy,
    HeadCountRule,
    HostingRate,
    PaymentTerms,
    VatRule,
    Wording,
)
from cadre.finance.rules.fees import Band, Facilitation
from cadre.finance.states import Answer, FeeKind, HeadCount, Paragraph, Product, Question
from cadre.lib.dates import long_day
from cadre.programmes.models import DatedQuerySet

D = TypeVar("D", bound=Dated)


class NoRate(LookupError):
    """No dated row holds on the day; `manage.py load_reference` seeds the first ones."""


def held_on(rows: DatedQuerySet[D], day: date) -> D:
    """The row that counts on `day`. Raises NoRate when none does."""
    return the_one_of(rows.model, rows.on(day)[:1], day)


def the_one_of(model: type[D], rows: Iterable[D], day: date) -> D:
    """The row that counts on `day`, of rows read before. Raises NoRate when none does."""
    row = held_among(rows, day)
    if row is None:
        raise NoRate(f"No {model._meta.verbose_name} holds on {long_day(day)}.")
    return row


def held_among(rows: Iterable[D], day: date) -> D | None:
    """The row that counts on `day`, of rows read once for many days."""
    holding = [row for row in rows if row.from_on <= day and (row.to_on is None or row.to_on > day)]
    return max(holding, key=lambda row: row.from_on, default=None)


@dataclass(frozen=True)
class FeeRules:
    """Everything that decides a group's fees on a day. `ids` are the rows, kept with each fee."""

    hosting_rate: HostingRate
    facilitation_rate: FacilitationRate
    head_counts: dict[str, HeadCountRule]
    policies: dict[str, FeePolicy]

    def basis(self, kind: FeeKind) -> HeadCount:
        return HeadCount(self.head_counts[kind].basis)

    def answer(self, question: Question) -> Answer:
        return Answer(self.policies[question].answer)

    def units(self, days: int) -> int:
        """How many events a meeting of `days` days is."""
        return max(days, 1) if self.answer(Question.RESIDENTIAL) == Answer.EACH_DAY else 1

    @property
    def facilitation(self) -> Facilitation:
        return terms_of(self.facilitation_rate)

    @property
    def ids(self) -> dict[str, Any]:
        return {
            "hosting_rate": self.hosting_rate.pk,
            "facilitation_rate": self.facilitation_rate.pk,
            "head_counts": {kind: row.pk for kind, row in self.head_counts.items()},
            "policies": {question: row.pk for question, row in self.policies.items()},
        }

    def head_count_words(self, kind: FeeKind) -> str:
        """`People in the group when it was confirmed (rule since 1 September 2017).` for paper."""
        row = self.head_counts[kind]
        return f"{HeadCount(row.basis).label} (rule since {long_day(row.from_on)})."


def terms_of(rate: FacilitationRate) -> Facilitation:
    bands = [Band(band.least, band.most, band.total_pence) for band in rate.bands.all()]
    return Facilitation(rate.single_pence, bands)


@dataclass(frozen=True)
class FeeBook:
    """Every dated row that decides fees, read once for many days: within one action, never longer."""

    hosting_rates: Sequence[HostingRate]
    facilitation_rates: Sequence[FacilitationRate]
    head_counts: Sequence[HeadCountRule]
    policies: Sequence[FeePolicy]

    def rules_on(self, day: date) -> FeeRules:
        """The rules for an event on `day`: rates are those of the event's date. Raises NoRate."""
        return FeeRules(
            the_one_of(HostingRate, self.hosting_rates, day),
            the_one_of(FacilitationRate, self.facilitation_rates, day),
            {
                kind.value: the_one_of(HeadCountRule, [row for row in self.head_counts if row.fee == kind], day)
                for kind in FeeKind
            },
            {
                question.value: the_one_of(FeePolicy, [row for row in self.policies if row.question == question], day)
                for question in Question
            },
        )


def fee_book() -> FeeBook:
    """Five queries. The tables have a row for each change of policy, so all of them are a handful."""
    return FeeBook(
        list(HostingRate.objects.all()),
        list(FacilitationRate.objects.prefetch_related("bands")),
        list(HeadCountRule.objects.all()),
        list(FeePolicy.objects.all()),
    )


def fee_rules_on(day: date) -> FeeRules:
    """The rules for an event on `day`; for events on many days see `fee_book`. Five queries. Raises NoRate."""
    return fee_book().rules_on(day)


def fee_rules_kept(ids: dict[str, Any]) -> FeeRules:
    """The rules a fee was worked out by, whatever holds now. Raises DoesNotExist when a row was removed."""
    return FeeRules(
        HostingRate.objects.get(pk=ids["hosting_rate"]),
        FacilitationRate.objects.prefetch_related("bands").get(pk=ids["facilitation_rate"]),
        {kind: HeadCountRule.objects.get(pk=pk) for kind, pk in ids["head_counts"].items()},
        {question: FeePolicy.objects.get(pk=pk) for question, pk in ids["policies"].items()},
    )


def vat_rule_on(day: date) -> VatRule:
    """How course fees are treated at the tax point `day`. Raises NoRate."""
    return held_on(VatRule.objects.filter(product=Product.COURSE), day)


def payment_terms_on(day: date) -> PaymentTerms:
    return held_on(PaymentTerms.objects.all(), day)


def wording_on(key: Paragraph, day: date) -> str:
    """The paragraph that papers of `day` carry."""
    return held_on(Wording.objects.filter(key=key), day).text


def wordings_on(keys: Collection[Paragraph], day: date) -> dict[Paragraph, str]:
    """Several of those paragraphs, each with its text. One query. Raises NoRate where one is missing."""
    rows = list(Wording.objects.on(day).filter(key__in=keys))
    return {key: the_one_of(Wording, [row for row in rows if row.key == key], day).text for key in keys}
