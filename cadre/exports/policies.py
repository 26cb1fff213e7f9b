"""The dated terms of long spreadsheets, in the rulebook."""

from cadre.exports.models import ExportPolicy
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.says import Says

POLICIES = [
    DatedPolicy(
        ExportPolicy,
        "Spreadsheets of long lists",
        "Security",
        "system_setting",
        verb="E",
        fields={
            "rows_at_once": Says("Made while its reader waits, up to", "rows", most=100_000, zero="Never"),
            "most_at_once": Says("Longer ones are made in the background, for one person at once", least=1, most=20),
            "kept_hours": Says("And deleted after", "hours", least=1, most=24),
        },
        notice_days=1,
        note="Without a version every spreadsheet is made while its reader waits. Files of text (CSV) always are.",
    )
]
