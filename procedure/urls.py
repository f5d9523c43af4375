"""Pages of the app."""

from procedure import urls_applications, urls_documents

app_name = "procedure"

urlpatterns = [
    *urls_applications.urlpatterns,
    *urls_documents.urlpatterns,
]
