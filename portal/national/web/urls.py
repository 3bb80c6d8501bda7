"""Addresses of the line to the national portal."""

from django.urls import path

from portal.national.web.cases import CaseCloseView, CasesView, CaseView
from portal.national.web.comparison_ask import ComparisonAskView
from portal.national.web.comparisons import ComparisonsView, ComparisonView
from portal.national.web.health import national
from portal.national.web.metrics import metrics
from portal.national.web.overview import PutInChargeView, WatchView
from portal.national.web.parked import ParkedView, ResendAlikeView
from portal.national.web.public import national_sync
from portal.national.web.stream import CorrectView, ResendView, StreamView

app_name = "national"

HERE = "manage/national"
STREAM = f"{HERE}/messages/<str:stream>"

urlpatterns = [
    path("national-sync/", national_sync, name="public_sync"),
    path("health/national", national, name="health_national"),
    path("metrics", metrics, name="metrics"),
    path(f"{HERE}/", WatchView.as_view(), name="watch"),
    path(f"{HERE}/in-charge/", PutInChargeView.as_view(), name="put_in_charge"),
    path(f"{HERE}/parked/", ParkedView.as_view(), name="parked"),
    path(f"{HERE}/parked/resend/", ResendAlikeView.as_view(), name="resend_alike"),
    path(f"{STREAM}/", StreamView.as_view(), name="stream"),
    path(f"{STREAM}/resend/", ResendView.as_view(), name="resend"),
    path(f"{STREAM}/correct/", CorrectView.as_view(), name="correct"),
    path(f"{HERE}/cases/", CasesView.as_view(), name="cases"),
    path(f"{HERE}/cases/<int:pk>/", CaseView.as_view(), name="case"),
    path(f"{HERE}/cases/<int:pk>/close/", CaseCloseView.as_view(), name="case_close"),
    path(f"{HERE}/comparisons/", ComparisonsView.as_view(), name="comparisons"),
    path(f"{HERE}/comparisons/ask/", ComparisonAskView.as_view(), name="comparison_ask"),
    path(f"{HERE}/comparisons/<int:pk>/", ComparisonView.as_view(), name="comparison"),
]
