"""Addresses of results on their way out."""

from django.urls import path

from counter.web.returns.day import ReturnDayView
from counter.web.returns.detail import ReceiverSignatureView, ReturnDetailView, ToReturnView
from counter.web.returns.listed import ReturnListView
from counter.web.returns.shipments import (
    ShipmentCameBackView,
    ShipmentDayView,
    ShipmentDeliveredView,
    ShipmentDetailView,
    ShipmentLabelView,
    ShipmentPrepareView,
)

_RETURNS = "counter/returns/"
_SHIPMENT = f"{_RETURNS}shipments/<uuid:key>/"

urlpatterns = [
    path(_RETURNS, ReturnListView.as_view(), name="return_list"),
    path(f"{_RETURNS}day/", ReturnDayView.as_view(), name="return_day"),
    path(f"{_RETURNS}shipments/", ShipmentDayView.as_view(), name="shipment_day"),
    path(_SHIPMENT, ShipmentDetailView.as_view(), name="shipment_detail"),
    path(f"{_SHIPMENT}label/", ShipmentLabelView.as_view(), name="shipment_label"),
    path(f"{_SHIPMENT}delivered/", ShipmentDeliveredView.as_view(), name="shipment_delivered"),
    path(f"{_SHIPMENT}came_back/", ShipmentCameBackView.as_view(), name="shipment_came_back"),
    path(f"{_RETURNS}<code>/", ReturnDetailView.as_view(), name="return_detail"),
    path(f"{_RETURNS}<code>/signature/", ReceiverSignatureView.as_view(), name="return_signature"),
    path(f"{_RETURNS}<code>/ship/", ShipmentPrepareView.as_view(), name="shipment_prepare"),
    # The step of the dossier's page: a result leaves only with a check of who takes it.
    path("counter/dossiers/<code>/hand_over/", ToReturnView.as_view(), name="dossier_hand_over"),
]
