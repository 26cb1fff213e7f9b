"""What a partner's answer allows, and whether that covers what a plan proposes."""

from dataclasses import dataclass, replace

from cadre.consent.states import AgreementState, GroupWish, Silence
from cadre.lib.errors import Refusal


@dataclass(frozen=True)
class Proposed:
    """What a plan would do to one partner: how many of its people are offered other places, how many others sit in its
    groups, and whether a group of it is opened or closed."""

    going: int = 0
    coming: int = 0
    opens: bool = False
    closes: bool = False

    def __bool__(self) -> bool:
        return bool(self.going or self.coming or self.opens or self.closes)


@dataclass(frozen=True)
class Terms:
    """What a partner allows. None: it was never asked about that. `takes`: at most so many others."""

    may_go: bool | None = None
    takes: int | None = None
    opens: bool | None = None
    closes: bool | None = None
    runs: bool = True


REFUSED = Terms(may_go=False, takes=0, opens=False, closes=False)


@dataclass(frozen=True)
class Answered:
    """A partner's answer. `may_go`, `takes` and `group` are those of a counter-proposal; None for `takes` is no limit
    below what was proposed."""

    state: str
    may_go: bool = True
    takes: int | None = None
    group: str = GroupWish.AS_PROPOSED
    silence: str = Silence.AGREED


def terms_after(before: Terms | None, proposed: Proposed, answer: Answered) -> Terms:
    """What holds after an answer. What was agreed before stays agreed: declining leaves just that, or else nothing."""
    state = answer.state
    if state == AgreementState.SILENT:
        state = AgreementState.AGREED if answer.silence == Silence.AGREED else AgreementState.DECLINED
    if state == AgreementState.DECLINED:
        return before or REFUSED
    agreed = _agreed(before or Terms(), proposed)
    if state != AgreementState.COUNTERED:
        return agreed
    held = before or Terms()
    takes = proposed.coming if answer.takes is None else min(answer.takes, proposed.coming)
    found = replace(agreed, may_go=answer.may_go or bool(held.may_go), takes=max(takes, held.takes or 0))
    if answer.group == GroupWish.KEEP:
        return replace(found, closes=False)
    if answer.group == GroupWish.CLOSE:
        return replace(found, closes=True, opens=False, runs=False, takes=held.takes or 0)
    return found


def _agreed(before: Terms, proposed: Proposed) -> Terms:
    return replace(
        before,
        may_go=True if proposed.going else before.may_go,
        takes=max(proposed.coming, before.takes or 0) if proposed.coming else before.takes,
        opens=True if proposed.opens else before.opens,
        closes=True if proposed.closes else before.closes,
    )


def covers(terms: Terms | None, proposed: Proposed) -> bool:
    """Whether a partner need not be asked (again) about the proposal."""
    held = terms or Terms()
    if proposed.going and not held.may_go:
        return False
    if proposed.coming > (held.takes or 0):
        return False
    return not (proposed.opens and not held.opens) and not (proposed.closes and not held.closes)


def refuse_answer(*, state: str, answer: str, takes: int | None, words: str, by_phone: bool) -> None:
    """Raise Refusal for an answer to what is not asked any more, or one that is not whole."""
    if state != AgreementState.OPEN:
        raise Refusal(f"This was answered or has ended: {AgreementState(state).label.lower()}.")
    if answer not in (AgreementState.AGREED, AgreementState.DECLINED, AgreementState.COUNTERED):
        raise Refusal("Choose an answer.", field="answer")
    if answer == AgreementState.COUNTERED and takes is not None and takes < 0:
        raise Refusal("Write how many people you take, 0 for none.", field="takes")
    if answer != AgreementState.AGREED and not words.strip():
        raise Refusal("Say why, in a sentence. It helps us to plan again.", field="words")
    if by_phone and not words.strip():
        raise Refusal("Say who answered, and how. It stays in the journal.", field="words")


def refuse_policy(*, partner_days: int, offer_hours: int, remind_hours: int) -> str:
    """Why terms cannot hold, or empty."""
    if remind_hours >= offer_hours:
        return "A reminder comes before the end: fewer hours than an offer lasts."
    if remind_hours >= partner_days * 24:
        return "A reminder comes before the end: fewer hours than partners have."
    return ""
