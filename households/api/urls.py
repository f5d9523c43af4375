"""API of the app: the register, and the review."""

from households.api import urls_register

urlpatterns = [*urls_register.urlpatterns]
