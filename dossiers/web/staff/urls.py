"""Addresses of the counter and the desk."""

from django.urls import path

from dossiers.web.staff.act import counter, desk
from dossiers.web.staff.areas import COUNTER, DESK
from dossiers.web.staff.dossier.views import (
    CounterDossierView,
    DeskDossierView,
    StaffDocumentView,
    StaffFileView,
)
from dossiers.web.staff.signing.progress import SigningRunView
from dossiers.web.staff.signing.reading import SigningChooseView, SigningReadView
from dossiers.web.staff.signing.sign import SigningSignView
from dossiers.web.staff.signing.stack import SigningStackView
from dossiers.web.staff.worklist.views import CounterListView, DeskListView

_COUNTER, _DESK = "counter/dossiers/<code>/", "desk/dossiers/<code>/"

urlpatterns = [
    path("counter/", CounterListView.as_view(), name="counter_list"),
    path(_COUNTER, CounterDossierView.as_view(), name="counter_dossier"),
    path(
        f"{_COUNTER}files/<uuid:key>/",
        StaffFileView.as_view(roles=COUNTER.roles),
        name="counter_file",
    ),
    path(
        f"{_COUNTER}documents/<uuid:key>/",
        StaffDocumentView.as_view(roles=COUNTER.roles),
        name="counter_document",
    ),
    path(f"{_COUNTER}receive/", counter.DossierReceiveView.as_view(), name="dossier_receive"),
    path(
        f"{_COUNTER}request_supplement/",
        counter.DossierRequestSupplementView.as_view(),
        name="dossier_request_supplement",
    ),
    path(f"{_COUNTER}refuse/", counter.DossierRefuseView.as_view(), name="dossier_refuse"),
    path(f"{_COUNTER}take_cash/", counter.DossierTakeCashView.as_view(), name="dossier_take_cash"),
    path(
        f"{_COUNTER}confirm_withdrawal/",
        counter.DossierConfirmWithdrawalView.as_view(),
        name="dossier_confirm_withdrawal",
    ),
    path(
        f"{_COUNTER}decline_withdrawal/",
        counter.DossierDeclineWithdrawalView.as_view(),
        name="dossier_decline_withdrawal",
    ),
    path(f"{_COUNTER}note/", counter.DossierNoteView.as_view(), name="dossier_note"),
    path("desk/signing/", SigningStackView.as_view(), name="signing_stack"),
    path("desk/signing/sign/", SigningSignView.as_view(), name="signing_sign"),
    path("desk/signing/runs/<uuid:key>/", SigningRunView.as_view(), name="signing_run"),
    path("desk/signing/<uuid:key>/", SigningReadView.as_view(), name="signing_read"),
    path("desk/signing/<uuid:key>/choose/", SigningChooseView.as_view(), name="signing_choose"),
    path("desk/", DeskListView.as_view(), name="desk_list"),
    path(_DESK, DeskDossierView.as_view(), name="desk_dossier"),
    path(f"{_DESK}files/<uuid:key>/", StaffFileView.as_view(roles=DESK.roles), name="desk_file"),
    path(
        f"{_DESK}documents/<uuid:key>/",
        StaffDocumentView.as_view(roles=DESK.roles),
        name="desk_document",
    ),
    path(
        f"{_DESK}start_processing/",
        desk.DossierStartProcessingView.as_view(),
        name="dossier_start_processing",
    ),
    path(f"{_DESK}propose/", desk.DossierProposeView.as_view(), name="dossier_propose"),
    path(f"{_DESK}decide/", desk.DossierDecideView.as_view(), name="dossier_decide"),
    path(f"{_DESK}send_back/", desk.DossierSendBackView.as_view(), name="dossier_send_back"),
    path(f"{_DESK}halt/", desk.DossierHaltView.as_view(), name="dossier_halt"),
    path(f"{_DESK}ask_move/", desk.DossierAskMoveView.as_view(), name="dossier_ask_move"),
    path(f"{_DESK}reopen/", desk.DossierReopenView.as_view(), name="dossier_reopen"),
    path(
        f"{_DESK}request_supplement/",
        desk.DeskDossierRequestSupplementView.as_view(),
        name="desk_dossier_request_supplement",
    ),
    path(f"{_DESK}note/", desk.DeskDossierNoteView.as_view(), name="desk_dossier_note"),
]
