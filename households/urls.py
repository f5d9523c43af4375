"""Pages of the app: the register, and the review."""

from households import urls_register, urls_review

app_name = "households"

urlpatterns = [*urls_register.urlpatterns, *urls_review.urlpatterns]
