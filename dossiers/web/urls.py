"""Pages of the case: the citizen's, the counter's and the desk's, and the public look-up."""

from django.urls import include, path

app_name = "dossiers"

urlpatterns = [
    path("", include("dossiers.web.citizen.urls")),
    path("", include("dossiers.web.public.urls")),
    path("", include("dossiers.web.staff.urls")),
]
