"""Widgets beyond Django's own."""

from datetime import date

from django import forms

PARTS = ("day", "month", "year")


class DateInput(forms.MultiWidget):
    """Three boxes. A single value under the field's own name (a link, another program) is read too.

    `wrong` names the part at fault; empty, all three are marked.
    """

    template_name = "ui/forms/widgets/date.html"
    use_fieldset = True
    wrong = ""

    def __init__(self, attrs=None, *, birthday: bool = False):
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric"} | ({"autocomplete": f"bday-{part}"} if birthday else {}))
            for part in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value) -> list:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if isinstance(value, str) and value:
            return [*value.replace("-", "/").split("/"), "", ""][:3]
        return ["", "", ""]

    def value_from_datadict(self, data, files, name):
        whole = data.get(name)
        return whole if whole else super().value_from_datadict(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = []
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            invalid = box["attrs"].pop("aria-invalid", None)
            box["part"], box["label"] = part, part.title()
            if invalid and self.wrong in ("", part):
                box["attrs"]["aria-invalid"] = invalid
                box["wrong"] = True
            boxes.append(box)
        context["widget"]["subwidgets"] = boxes
        return context
