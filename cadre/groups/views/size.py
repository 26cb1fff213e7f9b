"""The office: how many places a group has."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.groups import actions
from cadre.groups.access import groups_visible_to, may_form
from cadre.groups.forms import SizeForm
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("group", "E", "office")
def resizing(request: HttpRequest, ref: str) -> HttpResponse:
    user = signed_in(request)
    rows = (
        groups_visible_to(user).with_people().select_related("partner", "offering__intake", "offering__qualification")
    )
    group = get_object_or_404(rows, ref=ref)
    if not may_form(user, group):
        raise Http404
    form = SizeForm(request.POST or None, row=group, columns=("size",))
    if request.method == "POST" and form.is_valid():
        try:
            actions.resize_group(group, **form.cleaned_data, by=user)
        except Refusal as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, f"{group.ref} has {form.cleaned_data['size']} places now.")
            return redirect("office:groups:group", ref)
    context = {"group": group, "offering": group.offering, "form": form}
    return render(request, "groups/office/resizing.html", context, status=422 if form.errors else 200)
