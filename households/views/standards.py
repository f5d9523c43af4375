"""Read-only pages of poverty standards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from common.access import require
from households.models import PovertyStandard


@require_safe
@require(Action.VIEW_CATALOGUES)
def standard_list(request: HttpRequest) -> HttpResponse:
    standards = PovertyStandard.objects.prefetch_related("lines", "indicators")
    return render(request, "households/standard_list.html", {"standards": standards})


@require_safe
@require(Action.VIEW_CATALOGUES)
def standard_detail(request: HttpRequest, pk: int) -> HttpResponse:
    standards = PovertyStandard.objects.prefetch_related("lines", "indicators")
    context = {"standard": get_object_or_404(standards, pk=pk)}
    return render(request, "households/standard_detail.html", context)
