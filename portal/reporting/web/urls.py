"""The home page, and how procedures are used."""

from django.urls import path

from portal.reporting.web.home import HomeView
from portal.reporting.web.usage.views import (
    UnusedListView,
    UnusedWithdrawView,
    UsageDetailView,
    UsageListView,
)

app_name = "reporting"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("manage/usage/", UsageListView.as_view(), name="usage_list"),
    path("manage/usage/unused/", UnusedListView.as_view(), name="usage_unused"),
    path(
        "manage/usage/unused/<str:code>/withdraw/",
        UnusedWithdrawView.as_view(),
        name="usage_withdraw",
    ),
    path("manage/usage/<str:code>/", UsageDetailView.as_view(), name="usage_detail"),
]
