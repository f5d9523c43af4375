"""Pages of the app, one module of addresses a part."""

from households import (
    urls_flow,
    urls_freezing,
    urls_life,
    urls_register,
    urls_review,
    urls_scoring,
    urls_units,
)

app_name = "households"

urlpatterns = [
    *urls_register.urlpatterns,
    *urls_review.urlpatterns,
    *urls_scoring.urlpatterns,
    *urls_life.urlpatterns,
    *urls_flow.urlpatterns,
    *urls_freezing.urlpatterns,
    *urls_units.urlpatterns,
]
