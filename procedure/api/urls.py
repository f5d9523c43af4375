"""API of the app."""

from procedure.api import urls_applications, urls_documents, urls_steps

urlpatterns = [
    *urls_steps.urlpatterns,
    *urls_applications.urlpatterns,
    *urls_documents.urlpatterns,
]
