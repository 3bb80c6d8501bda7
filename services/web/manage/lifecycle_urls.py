"""Addresses under /manage/: lifecycle."""

from django.urls import URLPattern, path

from services.web.manage.lifecycle import approve, home, procedure_detail, procedure_list, steps
from services.web.manage.lifecycle import withdraw as withdrawing

_PROCEDURE = "manage/procedures/<str:code>/"
_DRAFT = f"{_PROCEDURE}draft/"

urlpatterns: list[URLPattern] = [
    path("manage/", home.ManageHomeView.as_view(), name="manage_home"),
    path(
        "manage/procedures/", procedure_list.ProcedureListView.as_view(), name="manage_procedures"
    ),
    path(_PROCEDURE, procedure_detail.ProcedureDetailView.as_view(), name="manage_procedure"),
    path(f"{_DRAFT}submit/", steps.DraftSubmitView.as_view(), name="manage_draft_submit"),
    path(f"{_DRAFT}approve/", approve.DraftApproveView.as_view(), name="manage_draft_approve"),
    path(f"{_DRAFT}return/", steps.DraftReturnView.as_view(), name="manage_draft_return"),
    path(f"{_DRAFT}call-back/", steps.DraftCallBackView.as_view(), name="manage_draft_call_back"),
    path(f"{_DRAFT}discard/", steps.DraftDiscardView.as_view(), name="manage_draft_discard"),
    path(f"{_DRAFT}rebase/", steps.DraftRebaseView.as_view(), name="manage_draft_rebase"),
    path(
        f"{_PROCEDURE}withdraw/",
        withdrawing.ProcedureWithdrawView.as_view(),
        name="manage_withdraw",
    ),
    path(
        f"{_PROCEDURE}withdraw/cancel/",
        withdrawing.WithdrawalCancelView.as_view(),
        name="manage_withdrawal_cancel",
    ),
]
