"""The import contract `floors`: import-linter's layers, taken from the one list of rooms."""

from typing import Any

from importlinter.contracts.layers import LayersContract

from cadre.config.floors import FLOORS


class Floors(LayersContract):
    """Import down, never up and never sideways; every package of cadre stands on a floor."""

    type_name = "floors"

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        layers = [" | ".join(f"({room})" for room in floor) for floor in reversed(FLOORS)]
        super().__init__(name, session_options, {**contract_options, "containers": ["cadre"], "layers": layers})
