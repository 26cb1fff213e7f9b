"""What a view is called, and who sees it."""

from typing import Any

from django import forms

from cadre.saved_views.access import may_share_views
from cadre.saved_views.rules import LONGEST_NAME
from cadre.ui.forms import TextField
from cadre.ui.seen import SeenForm


class ViewForm(SeenForm):
    """`path`: its list. Sharing is asked where the list is the office's."""

    name = TextField(label="Name", limit=LONGEST_NAME, help_text="For example: Waiting, NPQSL")
    share = forms.BooleanField(
        label="Share it with the office",
        required=False,
        help_text="Everybody who may open this list sees its name, and what is typed into its filters.",
    )

    def __init__(self, *args: Any, path: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share_views(path):
            del self.fields["share"]

    @property
    def said(self) -> dict[str, Any]:
        """The name, and whether it is shared."""
        return {"name": self.cleaned_data["name"], "share": self.cleaned_data.get("share", False)}
