"""Pages of the app."""

from procedure import urls_applications, urls_documents, urls_steps

app_name = "procedure"

urlpatterns = [
    *urls_steps.urlpatterns,
    *urls_applications.urlpatterns,
    *urls_documents.urlpatterns,
]
