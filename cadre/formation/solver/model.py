"""A part of the network as a (mixed-integer) linear model, solved by HiGHS: one thread, no clock, always the same.

A partner runs or does not. Given who runs, seating is a flow, so only that question is whole-numbered.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadre.formation.solver.matrix import Floats, Ints, Matrix
from cadre.formation.solver.modes import ranges
from cadre.formation.solver.network import Network
from cadre.formation.solver.surroundings import Part

OPTIONS = {"threads": 1, "random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99}
SOLVED = ("Optimal", "Solution limit reached")


class NothingFits(ValueError):
    """No seating meets all conditions of the model."""


class Model:
    """Columns: the part's arcs, then the modes of its partners, then (with `stay`) one a person for staying out.

    `stay[i]`: what it is worth that the part's person i is not seated here.
    """

    def __init__(self, network: Network, part: Part, *, whole: bool = True, stay: Floats | None = None) -> None:
        import highspy

        from cadre.formation.solver.quiet import QuietHighs

        self.network, self.part = network, part
        instance = network.instance
        self.person = np.searchsorted(part.people, instance.arc_person[part.arcs])
        self.partner = instance.arc_partner[part.arcs].astype(np.int64)
        self.wish = instance.preferred[instance.arc_person[part.arcs]] == self.partner
        self.km = np.where(self.wish, 0.0, instance.arc_km[part.arcs]).astype(np.float64)
        self.modes = network.modes.of(part.partners)
        self.seats, self.ways = len(part.arcs), len(self.modes)
        self.stay = stay
        self.solver: Any = QuietHighs()
        for name, value in OPTIONS.items():
            self.solver.setOptionValue(name, value)
        self.rows: dict[str, slice] = {}
        self._pass(highspy, whole)

    def maximise(self, worth: Floats) -> None:
        """Solve for the most of `worth` (a figure an arc). Raises NothingFits."""
        columns = np.arange(self.seats, dtype=np.int32)
        self.solver.changeColsCost(self.seats, columns, -worth)
        self.solver.run()
        status = self.solver.modelStatusToString(self.solver.getModelStatus())
        if status not in SOLVED or not self.solver.getSolution().value_valid:
            raise NothingFits(status)

    def at_least(self, worth: Floats, least: float) -> None:
        """Hold a level that was reached."""
        used = np.flatnonzero(worth).astype(np.int32)
        self.solver.addRow(least, np.inf, len(used), used, worth[used])

    def within(self, absolute: float) -> None:
        """How near to the best is near enough."""
        self.solver.setOptionValue("mip_abs_gap", absolute)

    @property
    def values(self) -> Floats:
        return np.array(self.solver.getSolution().col_value)

    @property
    def taken(self) -> NDArray[np.bool_]:
        """Which arcs are seats."""
        return self.values[: self.seats] > 0.5

    @property
    def chosen(self) -> Ints:
        """The arcs of the instance that are seats."""
        return self.part.arcs[self.taken]

    @property
    def bound(self) -> float:
        """What no solution passes, of what was maximised last."""
        return -float(self.solver.getInfo().mip_dual_bound)

    @property
    def shares(self) -> Floats:
        """How far each mode runs, 0 to 1."""
        return self.values[self.seats : self.seats + self.ways]

    def duals(self, name: str) -> Floats:
        """The price of each row of a block, never negative."""
        return np.abs(np.array(self.solver.getSolution().row_dual)[self.rows[name]])

    def hold(self, modes: Ints, share: Floats) -> None:
        """Fix these modes (positions in the model)."""
        columns = (self.seats + modes).astype(np.int32)
        self.solver.changeColsBounds(len(columns), columns, share, share)

    def let_go(self, modes: Ints) -> None:
        columns = (self.seats + modes).astype(np.int32)
        self.solver.changeColsBounds(len(columns), columns, np.zeros(len(modes)), np.ones(len(modes)))

    def fix_running(self) -> None:
        """Keep who runs; what remains is a flow."""
        self.hold(np.arange(self.ways), np.round(self.shares))

    def _pass(self, highspy: Any, whole: bool) -> None:
        matrix, staying = Matrix(), 0 if self.stay is None else len(self.part.people)
        self._person_rows(matrix)
        self._inside_rows(matrix)
        self._around_rows(matrix)
        closed = np.isin(self.network.modes.partner[self.modes], list(self.network.closes))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.seats + self.ways + staying, matrix.rows
        stay = np.zeros(0) if self.stay is None else self.stay
        model.col_cost_ = np.concatenate([np.zeros(self.seats + self.ways), -stay])
        model.col_lower_ = np.zeros(model.num_col_)
        model.col_upper_ = np.concatenate([np.ones(self.seats), np.where(closed, 0.0, 1.0), np.ones(staying)])
        model.row_lower_, model.row_upper_ = matrix.bounds
        starts, rows, values = matrix.columnwise(model.num_col_)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = starts.astype(np.int32), rows.astype(np.int32)
        model.a_matrix_.value_ = values
        if whole:
            kind = highspy.HighsVarType
            model.integrality_ = [kind.kContinuous] * self.seats + [kind.kInteger] * self.ways
            model.integrality_ += [kind.kContinuous] * staying
        self.solver.passModel(model)

    def _person_rows(self, matrix: Matrix) -> None:
        people, ones = len(self.part.people), np.ones(self.seats)
        row, column, value = self.person, np.arange(self.seats), ones
        if self.stay is not None:
            row = np.append(row, np.arange(people))
            column = np.append(column, self.seats + self.ways + np.arange(people))
            value = np.append(ones, np.ones(people))
        must = self.network.must_sit[self.part.people].astype(np.float64)
        self.rows["person"] = matrix.add(row, column, value, must, np.ones(people))

    def _inside_rows(self, matrix: Matrix) -> None:
        modes, partners = self.network.modes, self.part.partners
        way_row = np.searchsorted(partners, modes.partner[self.modes])
        way = self.seats + np.arange(self.ways)
        arc = np.flatnonzero(np.isin(self.partner, partners))
        at = np.searchsorted(partners, self.partner[arc])
        ones, many = np.ones(len(arc)), len(partners)
        row, column = np.append(at, way_row), np.append(arc, way)
        never, always = np.full(many, -np.inf), np.full(many, np.inf)
        zero = np.zeros(many)

        def block(name: str, of_mode: Ints) -> None:
            value = np.append(ones, -of_mode[self.modes].astype(np.float64))
            lower, upper = (never, zero) if name == "most" else (zero, always)
            self.rows[name] = matrix.add(row, column, value, lower, upper)

        block("most", modes.most)
        block("least", modes.least)
        if not self.network.instance.move_from_viable:
            own = self.wish[arc]
            row, column, ones = np.append(at[own], way_row), np.append(arc[own], way), np.ones(int(own.sum()))
            block("kept", modes.kept)
        opens = np.isin(partners, list(self.network.opens)).astype(np.float64)
        self.rows["ways"] = matrix.add(way_row, way, np.ones(self.ways), opens, np.ones(many))
        self._links(matrix, arc, at, way_row)

    def _links(self, matrix: Matrix, arc: Ints, at: Ints, way_row: Ints) -> None:
        """Nobody sits at a partner more than it runs."""
        links, many = np.arange(len(arc)), len(self.part.partners)
        counts = np.bincount(way_row, minlength=many)
        first = np.searchsorted(way_row, np.arange(many))
        repeat = counts[at]
        column = self.seats + ranges(first[at], repeat)
        row = np.append(links, np.repeat(links, repeat))
        value = np.append(np.ones(len(arc)), -np.ones(len(column)))
        upper = np.zeros(len(arc))
        self.linked = arc
        self.rows["links"] = matrix.add(row, np.append(arc, column), value, np.full(len(arc), -np.inf), upper)

    def _around_rows(self, matrix: Matrix) -> None:
        around = self.part.around
        arc = np.flatnonzero(np.isin(self.partner, around.partners))
        at = np.searchsorted(around.partners, self.partner[arc])
        least, most = around.least.astype(np.float64), around.most.astype(np.float64)
        matrix.add(at, arc, np.ones(len(arc)), least, most)
        own = self.wish[arc]
        matrix.add(
            at[own], arc[own], np.ones(int(own.sum())), around.own.astype(np.float64), np.full(len(least), np.inf)
        )
