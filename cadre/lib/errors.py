"""Why an action did not happen, in words for the person who asked."""


class Refusal(Exception):
    """An action that may not happen now. `str()` is a sentence to show; `field` names the input at fault, if one is.

    Rooms subclass it where a caller needs to tell refusals apart: `class WindowClosed(Refusal)`.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refusal):
    """Somebody else changed the same thing first. `theirs` holds what they saved."""

    def __init__(self, sentence: str, *, theirs: dict[str, object] | None = None) -> None:
        super().__init__(sentence)
        self.theirs = theirs or {}
