"""Mail across crashes: nothing is lost; an ordinary message goes twice at most once per kill, a careful one never."""

import pytest

from cadre.journal import queue
from cadre.lib import clock
from cadre.messages.actions import post_all
from cadre.messages.mail import Mail
from cadre.messages.models import Message
from tests.proofs import probe
from tests.proofs.processes import wait_until
from tests.smtp import smtp_sink

pytestmark = pytest.mark.kill


class Killer:
    """Ends the worker at its worst moments: as a message begins, or when it was taken and not yet marked."""

    def __init__(self, *, beginning=(), taken=()):
        self.beginning, self.taken = set(beginning), set(taken)
        self.worker, self.kills = None, 0

    def before(self, number: int) -> None:
        self._kill(number, self.beginning)

    def after(self, number: int) -> None:
        self._kill(number, self.taken)

    def _kill(self, number: int, moments: set[int]) -> None:
        if number in moments:
            moments.discard(number)
            self.kills += 1
            self.worker.kill()


def post_some(kind, number: int) -> list[Message]:
    mails = [
        Mail(kind, to=f"person{n}@school.example", fields={"name": f"Person {n}"}, key=f"{kind.key}:{n}")
        for n in range(number)
    ]
    return post_all(mails, now=clock.now())


def settled() -> bool:
    return not Message.objects.filter(state__in=["queued", "sending"]).exists()


def send_all(proof_db, killer: Killer, *, rounds: int, without: str = "") -> dict[str, int]:
    """Let workers send until all is settled, each killed as the killer says. How often each Message-ID was kept."""
    with smtp_sink(before=killer.before, after=killer.after) as sink:
        for _ in range(rounds):
            with proof_db.worker(without=without, SMTP_URL=sink.url, PROOF_ATTEMPTS="20") as worker:
                killer.worker = worker
                wait_until(lambda worker=worker: settled() or not worker.is_alive)
                if worker.is_alive and settled():
                    worker.stop()  # a message may be settled in the books and still in the worker's hands
                    break
        return sink.message_ids


def test_ordinary_mail_is_never_lost_and_rarely_repeated(proof_db, probes):
    messages = post_some(probe.ORDINARY, 24)
    killer = Killer(beginning={6, 15}, taken={3, 10, 18})
    kept = send_all(proof_db, killer, rounds=8)
    wanted = {message.message_id.strip("<>") for message in messages}
    assert killer.kills == 5
    assert wanted - set(kept) == set()
    assert 3 <= sum(kept.values()) - len(wanted) <= killer.kills
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_control_marked_before_it_is_handed_over_mail_is_lost(proof_db, probes):
    messages = post_some(probe.ORDINARY, 6)
    kept = send_all(proof_db, Killer(beginning={3}), rounds=4, without="handing over first")
    assert len({message.message_id.strip("<>") for message in messages} - set(kept)) == 1


def test_careful_mail_is_never_repeated_and_what_is_doubtful_waits_for_a_human(proof_db, probes):
    messages = post_some(probe.CAREFUL, 10)
    killer = Killer(beginning={4}, taken={6})
    kept = send_all(proof_db, killer, rounds=5)
    assert killer.kills == 2
    assert set(kept.values()) == {1}
    states = sorted(Message.objects.values_list("state", flat=True))
    assert states == ["sent"] * (len(messages) - 2) + ["uncertain"] * 2
    assert set(kept) <= {message.message_id.strip("<>") for message in messages}
    assert queue.waiting().count() == 0
