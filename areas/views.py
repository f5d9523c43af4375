"""Pages of units and ethnic groups."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas import permissions
from areas.filters import CommuneListFilter, EthnicGroupListFilter
from areas.forms import EthnicGroupForm, VillageEditForm, VillageForm, ZoneForm
from areas.models import Commune, CommuneZone, EthnicGroup, Village
from areas.queries import today
from areas.services import units
from common.access import require
from common.forms import refusals_shown_in
from common.http import SignedInRequest, is_htmx
from common.parameters import takes


@require_safe
@require(permissions.VIEW)
@takes(CommuneListFilter)
def commune_list(request: SignedInRequest) -> HttpResponse:
    communes = Commune.objects.visible_to(request.user)
    found = CommuneListFilter(request.GET, communes, today=today())
    context = {"filter": found, "communes": list(found.qs), "day": found.day}
    wanted = "_communes" if is_htmx(request) else "list"
    return render(request, f"areas/{wanted}.html", context)


@require_safe
@require(permissions.VIEW)
def commune_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    communes = Commune.objects.visible_to(request.user).for_list(today())
    communes = communes.select_related("district", "province", "merged_into")
    commune = get_object_or_404(communes, pk=pk)
    context = {
        "commune": commune,
        "villages": commune.villages.for_list(),
        "predecessors": commune.predecessors.all(),
        "zones": commune.zones.all(),
        "may_configure": request.user.may(permissions.CONFIGURE),
    }
    return render(request, "areas/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(permissions.CONFIGURE)
def zone_add(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
    form = ZoneForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            units.add_zone(commune=commune, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã ghi khu vực của xã.")
            return redirect("areas:commune_detail", pk)
    return render(request, "areas/zone_form.html", {"form": form, "commune": commune})


@require_POST
@require(permissions.CONFIGURE)
def zone_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    zone = get_object_or_404(CommuneZone.objects.visible_to(request.user), pk=pk)
    units.remove_zone(zone=zone, by=request.user)
    messages.success(request, "Đã bỏ dòng khu vực ghi nhầm.")
    return redirect("areas:commune_detail", zone.commune_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require(permissions.CONFIGURE)
def village_add(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
    form = VillageForm(request.POST or None, initial={"valid_from": today()})
    if form.is_valid():
        with refusals_shown_in(form):
            village = units.create_village(commune=commune, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã thêm {village.name_in_sentence}.")
            return redirect("areas:commune_detail", pk)
    return render(request, "areas/village_form.html", {"form": form, "commune": commune})


@require_http_methods(["GET", "HEAD", "POST"])
@require(permissions.CONFIGURE)
def village_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    villages = Village.objects.visible_to(request.user).select_related("commune")
    village = get_object_or_404(villages, pk=pk)
    form = VillageEditForm(
        request.POST or None, instance=village, initial={"version": village.version}
    )
    if form.is_valid():
        with refusals_shown_in(form):
            changes = {"on": today(), "by": request.user, **form.cleaned_data}
            saved = units.change_village(village=village, **changes)
            messages.success(request, f"Đã lưu {saved.name_in_sentence}.")
            return redirect("areas:commune_detail", village.commune_id)
    context = {"form": form, "commune": village.commune, "village": village}
    return render(request, "areas/village_form.html", context)


@require_safe
@require(permissions.VIEW)
@takes(EthnicGroupListFilter)
def ethnic_group_list(request: SignedInRequest) -> HttpResponse:
    found = EthnicGroupListFilter(request.GET, EthnicGroup.objects.all())
    context = {
        "filter": found,
        "groups": found.qs,
        "may_configure": request.user.may(permissions.CONFIGURE),
    }
    wanted = "_ethnic_groups" if is_htmx(request) else "ethnic_group_list"
    return render(request, f"areas/{wanted}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(permissions.CONFIGURE)
def ethnic_group_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(EthnicGroup, pk=pk)
    form = EthnicGroupForm(request.POST or None, instance=group, initial={"version": group.version})
    if form.is_valid():
        with refusals_shown_in(form):
            units.change_ethnic_group(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã lưu dân tộc {group.name}.")
            return redirect("areas:ethnic_group_list")
    return render(request, "areas/ethnic_group_form.html", {"form": form, "group": group})
