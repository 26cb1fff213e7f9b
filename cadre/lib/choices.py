"""Fixed sets of values with the words people see, for model fields and forms."""

from enum import StrEnum


class Choice(StrEnum):
    """`ATTENDED = "attended", "Attended"`: the stored value, then its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Choice":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("_", " ").capitalize()
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs, in their order."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def values(cls) -> list[str]:
        return [member.value for member in cls]
