"""Page addresses of the templates of Word papers."""

from django.urls import path

from papers import views

app_name = "papers"

urlpatterns = [
    path("", views.paper_list, name="list"),
    path("tep/<key:pk>/", views.earlier_file, name="earlier_file"),
    path("<slug:pk>/", views.paper_detail, name="detail"),
    path("<slug:pk>/mau/", views.template_file, name="template_file"),
    path("<slug:pk>/mau-co-san/", views.built_in_file, name="built_in_file"),
    path("<slug:pk>/dung-mau-co-san/", views.paper_built_in, name="built_in"),
]
