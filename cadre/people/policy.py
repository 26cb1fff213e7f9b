"""The access policy, read from `access_matrix.yaml`: which role may do what to which resource.

The same file is enforced here, drawn on the page “who can see what”, and turned into tests.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MATRIX = Path(__file__).with_name("access_matrix.yaml")
VERBS = {"L": "list", "V": "view", "C": "create", "E": "edit", "A": "act", "D": "delete", "X": "export"}
_CELL = re.compile(r"([LVCEADX]+):(\w+)")


class PolicyError(ValueError):
    """The matrix contradicts itself or its invariants; the site does not start with it."""


@dataclass(frozen=True)
class Resource:
    """One row of the matrix. `cells` maps a role to {verb: scope}; `fields` a field group to its only readers."""

    name: str
    kind: str
    cells: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, frozenset[str]]
    note: str = ""


@dataclass(frozen=True)
class Policy:
    """`second_step`: the roles that are held only by whoever has signed in by both steps."""

    roles: Mapping[str, str]
    scopes: Mapping[str, str]
    resources: Mapping[str, Resource]
    second_step: frozenset[str]

    def scope(self, role: str, resource: str, verb: str) -> str:
        """How far `role` may `verb` the resource: `own`, `partner`, `all`…, or "" for not at all."""
        return self.resources[resource].cells[role].get(verb, "")

    def sees_field(self, role: str, resource: str, field: str) -> bool:
        """Whether the role may ever see this field group, within its scope."""
        return role in self.resources[resource].fields[field]


@cache
def policy() -> Policy:
    """The policy of this deployment. Raises PolicyError when the file breaks its own rules."""
    return read(yaml.load(MATRIX.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def read(matrix: dict[str, Any]) -> Policy:
    """A checked Policy from the parsed file. Raises PolicyError naming the row and the rule it breaks."""
    roles, scopes = matrix["roles"], matrix["scopes"]
    resources = {name: _resource(name, row, roles, scopes) for name, row in matrix["resources"].items()}
    _refuse_broken_invariants(resources)
    second_step = frozenset(matrix["mfa_required"])
    if unknown := second_step - set(roles):
        raise PolicyError(f"mfa_required: {', '.join(sorted(unknown))} is no role.")
    return Policy(roles, scopes, resources, second_step)


def _resource(name: str, row: dict[str, Any], roles: Mapping[str, str], scopes: Mapping[str, str]) -> Resource:
    if set(row["cells"]) != set(roles):
        raise PolicyError(f"{name}: every role has exactly one cell.")
    cells = {role: _cell(f"{name}/{role}", text, scopes) for role, text in row["cells"].items()}
    fields = {field: frozenset(readers) for field, readers in (row.get("fields") or {}).items()}
    for field, readers in fields.items():
        for reader in readers - {"own"}:
            if reader not in roles:
                raise PolicyError(f"{name}.{field}: {reader} is no role.")
            if not cells[reader]:
                raise PolicyError(f"{name}.{field}: {reader} has no access to the row.")
    return Resource(name, row["kind"], cells, fields, row.get("note", ""))


def _cell(where: str, text: str, scopes: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split():
        match = _CELL.fullmatch(part)
        if not match or match[2] not in scopes:
            raise PolicyError(f"{where}: {part!r} cannot be read.")
        for verb in match[1]:
            if verb in found:
                raise PolicyError(f"{where}: {verb} stands twice.")
            found[verb] = match[2]
    return found


def _refuse_broken_invariants(resources: Mapping[str, Resource]) -> None:
    narrow = "partner_lead partner_finance api_partner facilitator lead_facilitator online_tutor coach assessor"
    narrow = f"{narrow} moderator candidate applicant sponsor rater"
    for row in resources.values():
        for role in narrow.split():
            if "all" in row.cells[role].values():
                raise PolicyError(f"{row.name}/{role}: this role never sees all rows.")
        for verb, scope in row.cells["anonymous"].items():
            if scope not in ("public", "token") or (verb == "L" and scope == "token"):
                raise PolicyError(f"{row.name}/anonymous: only public rows are listed, the rest needs a link.")
        if row.name == "audit_log" and any(set(cell) & set("CEAD") for cell in row.cells.values()):
            raise PolicyError("audit_log: the system alone writes it.")
        if row.name == "d360_rater_response" and any(cell for role, cell in row.cells.items() if role != "rater"):
            raise PolicyError("d360_rater_response: only its rater reads it.")
        if row.kind in ("person", "special_category", "finance") and row.name not in ("user_account", "partner_user"):
            if row.cells["sysadmin"]:
                raise PolicyError(f"{row.name}/sysadmin: whoever runs the system sees no business data.")
