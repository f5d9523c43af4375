"""The product's URLs, and a page that does nothing as a baseline."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from povertyapp import urls

HELLO = "/hello/"


@login_not_required
def hello(_request: HttpRequest) -> HttpResponse:
    """The minimal cost of a page: Django, the product's middleware and two words."""
    return HttpResponse("Xin chào")


urlpatterns = [*urls.urlpatterns, path("hello/", hello)]
