"""Addresses of reconciliation."""

from django.urls import path

from payments.web.staff.reconciliation.cases import (
    CaseCloseView,
    CasesView,
    CaseTakeView,
    CaseView,
)
from payments.web.staff.reconciliation.day import (
    ReconciliationDayView,
    ReconciliationRowView,
    ReconciliationRunView,
)
from payments.web.staff.reconciliation.overview import (
    ReconciliationView,
    StatementImportView,
    StatementView,
)
from payments.web.staff.reconciliation.reports import ReportRequestView, ReportView

HERE = "manage/reconciliation"
OF_DAY = f"{HERE}/<slug:provider>/<str:day>"

urlpatterns = [
    path(f"{HERE}/", ReconciliationView.as_view(), name="reconciliation"),
    path(
        f"{HERE}/statements/import/",
        StatementImportView.as_view(),
        name="reconciliation_statement_import",
    ),
    path(f"{HERE}/statements/<int:pk>/", StatementView.as_view(), name="reconciliation_statement"),
    path(f"{HERE}/cases/", CasesView.as_view(), name="reconciliation_cases"),
    path(f"{HERE}/cases/<int:pk>/", CaseView.as_view(), name="reconciliation_case"),
    path(f"{HERE}/cases/<int:pk>/take/", CaseTakeView.as_view(), name="reconciliation_case_take"),
    path(
        f"{HERE}/cases/<int:pk>/close/", CaseCloseView.as_view(), name="reconciliation_case_close"
    ),
    path(f"{HERE}/reports/<uuid:key>/", ReportView.as_view(), name="reconciliation_report"),
    path(f"{OF_DAY}/", ReconciliationDayView.as_view(), name="reconciliation_day"),
    path(f"{OF_DAY}/run/", ReconciliationRunView.as_view(), name="reconciliation_run"),
    path(f"{OF_DAY}/report/", ReportRequestView.as_view(), name="reconciliation_report_request"),
    path(
        f"{OF_DAY}/<str:kind>/<path:reference>/",
        ReconciliationRowView.as_view(),
        name="reconciliation_row",
    ),
]
