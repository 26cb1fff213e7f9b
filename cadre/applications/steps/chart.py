"""The way through the questions as a flow chart in Mermaid, drawn from each step's `next`."""

from cadre.applications.steps.base import Answers, Step
from cadre.applications.steps.path import FIRST, STEPS

CHECK = "check"


def edges() -> list[tuple[type[Step], str, type[Step] | None]]:
    """(from, when, to) in the order of the steps; `to` is None where the check page follows."""
    found = []
    for step in STEPS.values():
        for when, answers in step.turns or (("", Answers({})),):
            found.append((step, when, step.next(answers)))
    return found


def flow_chart() -> str:
    """A Mermaid flow chart of every question, with when each way is taken."""
    lines = ["flowchart TD", f'    start(["A qualification’s page"]) --> {FIRST.slug}']
    lines += [f'    {slug}["{step.question}"]' for slug, step in STEPS.items()]
    for step, when, after in edges():
        arrow = f'-- "{when}" -->' if when else "-->"
        lines.append(f"    {step.slug} {arrow} {after.slug if after else CHECK}")
    lines += [
        f'    {CHECK}["Check your answers, with the price"] --> done(["Submitted"])',
        f'    {CHECK} -. "change an answer; only what it makes necessary is asked" .-> {FIRST.slug}',
    ]
    return "\n".join(lines)
