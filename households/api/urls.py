"""API of the app: the register, and the review."""

from households.api import urls_register, urls_review

urlpatterns = [*urls_register.urlpatterns, *urls_review.urlpatterns]
