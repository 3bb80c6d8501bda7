"""Addresses of agencies and staff."""

from django.urls import path

from portal.administration.web import agencies, merge, staff, take_over

app_name = "administration"

urlpatterns = [
    path("manage/agencies/", agencies.AgenciesView.as_view(), name="agencies"),
    path("manage/agencies/new/", agencies.NewAgencyView.as_view(), name="agency_new"),
    path("manage/agencies/merge/", merge.MergeView.as_view(), name="merge"),
    path("manage/agencies/<int:pk>/", agencies.AgencyView.as_view(), name="agency"),
    path(
        "manage/agencies/<int:pk>/change/", agencies.ChangeAgencyView.as_view(),
        name="agency_change",
    ),
    path(
        "manage/agencies/<int:pk>/rename/", agencies.RenameAgencyView.as_view(),
        name="agency_rename",
    ),
    path("manage/agencies/<int:pk>/move/", agencies.MoveAgencyView.as_view(), name="agency_move"),
    path(
        "manage/agencies/<int:pk>/close/", agencies.CloseAgencyView.as_view(), name="agency_close"
    ),
    path(
        "manage/agencies/<int:pk>/plans/<int:change>/cancel/",
        agencies.CancelChangeView.as_view(), name="change_cancel",
    ),
    path("manage/staff/", staff.StaffView.as_view(), name="staff"),
    path("manage/staff/invite/", staff.InviteView.as_view(), name="invite"),
    path(
        "manage/staff/invitations/<int:pk>/resend/", staff.ResendView.as_view(),
        name="invitation_resend",
    ),
    path(
        "manage/staff/invitations/<int:pk>/cancel/", staff.CancelInvitationView.as_view(),
        name="invitation_cancel",
    ),
    path("manage/staff/<int:pk>/", staff.MemberView.as_view(), name="member"),
    path(
        "manage/staff/<int:pk>/roles/<int:role>/end/", staff.EndRoleView.as_view(),
        name="role_end",
    ),
    path(
        "manage/staff/<int:pk>/deactivate/", staff.DeactivateView.as_view(),
        name="member_deactivate",
    ),
    path(
        "manage/staff/<int:pk>/reactivate/", staff.ReactivateView.as_view(),
        name="member_reactivate",
    ),
    path(
        "manage/staff/<int:pk>/take-over/<int:agency>/", take_over.TakeOverView.as_view(),
        name="take_over",
    ),
    path("desk/colleagues/", take_over.ColleaguesView.as_view(), name="colleagues"),
    path(
        "desk/colleagues/<int:pk>/", take_over.LeaderTakeOverView.as_view(),
        name="colleague_take_over",
    ),
]  # fmt: skip
