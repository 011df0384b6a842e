"""The addresses of the product, and one that says hello: what a page costs before it does anything."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    """Say hello through all the middleware."""
    return HttpResponse("halo")


urlpatterns = [path("halo/", hello), path("", include("musrenbang.urls"))]
