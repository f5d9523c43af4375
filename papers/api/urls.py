"""API addresses of the templates of Word papers."""

from django.urls import path

from papers.api import views

urlpatterns = [
    path("papers/", views.PaperList.as_view(), name="paper_list"),
    path("papers/<slug:pk>/", views.PaperDetail.as_view(), name="paper_detail"),
    path("papers/<slug:pk>/use-built-in/", views.PaperBuiltIn.as_view(), name="paper_built_in"),
    path(
        "papers/<slug:pk>/template/",
        views.PaperTemplateFile.as_view(),
        name="paper_template_file",
    ),
    path(
        "papers/<slug:pk>/built-in/",
        views.PaperBuiltInFile.as_view(),
        name="paper_built_in_file",
    ),
    path(
        "paper-templates/<key:pk>/file/",
        views.EarlierTemplateFile.as_view(),
        name="earlier_template_file",
    ),
]
