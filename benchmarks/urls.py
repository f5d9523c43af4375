"""The product's addresses, and one page that does nothing to compare them with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from povertyapp import urls

HELLO = "/hello/"


@login_not_required
def hello(_request: HttpRequest) -> HttpResponse:
    """The least a page can cost: Django, the product's middleware, and two words."""
    return HttpResponse("Xin chào")


urlpatterns = [*urls.urlpatterns, path("hello/", hello)]
