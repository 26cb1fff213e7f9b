"""HiGHS without its banner. Loaded with the first model, since it is large."""

from typing import Any

import highspy


class QuietHighs(highspy.Highs):
    """A solver that writes nothing. Its own banner comes with its callbacks, while it is made: before any option."""

    def enableCallbacks(self) -> Any:
        self.silent()
        return super().enableCallbacks()
