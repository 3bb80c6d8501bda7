"""Pages of the case: the citizen's, the counter's and the desk's."""

from django.urls import include, path

app_name = "dossiers"

urlpatterns = [
    path("", include("dossiers.web.staff.urls")),
]
