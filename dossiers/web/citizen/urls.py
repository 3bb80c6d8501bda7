"""Addresses of the citizen's own pages. A draft goes by its key, a filed dossier by its code."""

from django.urls import path

from dossiers.web.citizen.changes import DraftChangesView
from dossiers.web.citizen.check import DraftCheckView
from dossiers.web.citizen.delivery import DraftDeliveryView
from dossiers.web.citizen.detail import DossierDetailView
from dossiers.web.citizen.documents import DossierDocumentView
from dossiers.web.citizen.draft import DraftDetailView, DraftDiscardView
from dossiers.web.citizen.filed import DossierFiledView
from dossiers.web.citizen.home import DossierListView
from dossiers.web.citizen.move import DossierMoveView
from dossiers.web.citizen.papers import (
    AttachmentAddView,
    AttachmentFileView,
    AttachmentRemoveView,
    DraftPapersView,
)
from dossiers.web.citizen.pay import DossierPayView
from dossiers.web.citizen.section import DraftSectionView
from dossiers.web.citizen.start import DossierStartView
from dossiers.web.citizen.supply import DossierSupplyView
from dossiers.web.citizen.withdraw import DossierWithdrawView

_DRAFT = "me/dossiers/<uuid:key>"
_FILED = "me/dossiers/<str:code>"

urlpatterns = [
    path("me/", DossierListView.as_view(), name="dossier_list"),
    path("me/dossiers/new/<str:code>/", DossierStartView.as_view(), name="dossier_start"),
    path(f"{_DRAFT}/", DraftDetailView.as_view(), name="draft_detail"),
    path(f"{_DRAFT}/sections/<slug:section>/", DraftSectionView.as_view(), name="draft_section"),
    path(f"{_DRAFT}/papers/", DraftPapersView.as_view(), name="draft_papers"),
    path(
        f"{_DRAFT}/papers/<slug:requirement>/", AttachmentAddView.as_view(), name="attachment_add"
    ),
    path(f"{_DRAFT}/delivery/", DraftDeliveryView.as_view(), name="draft_delivery"),
    path(f"{_DRAFT}/check/", DraftCheckView.as_view(), name="draft_check"),
    path(f"{_DRAFT}/changes/", DraftChangesView.as_view(), name="draft_changes"),
    path(f"{_DRAFT}/discard/", DraftDiscardView.as_view(), name="draft_discard"),
    path("me/files/<uuid:key>/", AttachmentFileView.as_view(), name="attachment_file"),
    path("me/files/<uuid:key>/remove/", AttachmentRemoveView.as_view(), name="attachment_remove"),
    path(f"{_FILED}/", DossierDetailView.as_view(), name="dossier_detail"),
    path(f"{_FILED}/pay/", DossierPayView.as_view(), name="dossier_pay"),
    path(f"{_FILED}/filed/", DossierFiledView.as_view(), name="dossier_filed"),
    path(f"{_FILED}/supply/", DossierSupplyView.as_view(), name="dossier_supply"),
    path(f"{_FILED}/move/", DossierMoveView.as_view(), name="dossier_move"),
    path(f"{_FILED}/withdraw/", DossierWithdrawView.as_view(), name="dossier_withdraw"),
    path(f"{_FILED}/documents/<uuid:key>/", DossierDocumentView.as_view(), name="dossier_document"),
]
