"""Documents drawn from the code, so that they cannot go stale: the map of rooms, state tables, the questions."""

from collections.abc import Iterator
from importlib import import_module, util

from cadre.applications.steps.chart import flow_chart
from cadre.config.floors import FLOORS
from cadre.lib.transitions import Workflow

NOTICE = "<!-- Drawn by `make docs`. Do not edit. -->"


def drawn_documents() -> dict[str, str]:
    """The text of each document, by its path below the project's folder."""
    return {"docs/map.md": rooms_map(), "docs/states.md": state_tables(), "docs/application.md": questions()}


def questions() -> str:
    """The questions of the application and the way from one to the next."""
    lines = [
        "# The application",
        NOTICE,
        "",
        "One page a question, or a few that belong together. Every page is saved when it is sent, right or wrong. The",
        "next page depends on the answers; the chart is drawn from the same code that leads people on.",
        "",
        "```mermaid",
        flow_chart(),
        "```",
    ]
    return "\n".join(lines) + "\n"


def rooms_map() -> str:
    """A table of the rooms, highest floor first, with what each is for."""
    lines = [
        "# The rooms",
        NOTICE,
        "",
        "A room imports from the floors below it, never up or sideways. Each row is one floor; rooms on one floor do",
        "not know each other. Inside a room, file names say what a file holds: see [the house](house.md).",
        "",
        "| floor | room | what it is for |",
        "|---|---|---|",
    ]
    for height, floor in reversed(list(enumerate(FLOORS))):
        for room in floor:
            purpose = (import_module(f"cadre.{room}").__doc__ or "").strip()
            lines.append(f"| {height} | `{room}` | {' '.join(purpose.split())} |")
    return "\n".join(lines) + "\n"


def state_tables() -> str:
    """One table per workflow: each verb, the states it may start from, and the state it leads to."""
    lines = ["# Workflows", NOTICE, "", "What is not in a table is refused, with the present state named."]
    for room, workflow in workflows():
        lines += ["", f"## {workflow.name.capitalize()} (`{room}`)", "", "| verb | from | to |", "|---|---|---|"]
        for verb, (starts, end) in workflow.moves.items():
            names = ", ".join(workflow.labels[start] for start in starts)
            lines.append(f"| {verb.replace('_', ' ')} | {names} | {workflow.labels[end]} |")
        if workflow.initial:
            lines += ["", f"Begins as: {workflow.labels[workflow.initial]}."]
    return "\n".join(lines) + "\n"


def workflows() -> Iterator[tuple[str, Workflow]]:
    """Every workflow that a room's `states` holds, lowest floor first."""
    for room in (room for floor in FLOORS for room in floor):
        if util.find_spec(f"cadre.{room}.states") is None:
            continue
        found = vars(import_module(f"cadre.{room}.states")).values()
        yield from ((room, value) for value in found if isinstance(value, Workflow))
