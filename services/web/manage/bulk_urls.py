"""Addresses under /manage/: bulk."""

from django.urls import URLPattern, path

from services.web.manage.bulk import batches, import_file, steps

urlpatterns: list[URLPattern] = [
    path("manage/batches/", batches.BatchListView.as_view(), name="manage_batches"),
    path(
        "manage/batches/import/",
        import_file.BatchImportView.as_view(),
        name="manage_batch_import",
    ),
    path("manage/batches/<uuid:key>/", batches.BatchDetailView.as_view(), name="manage_batch"),
    path(
        "manage/batches/<uuid:key>/problems.csv",
        batches.BatchProblemsView.as_view(),
        name="manage_batch_problems",
    ),
    path(
        "manage/batches/<uuid:key>/submit/",
        steps.BatchSubmitView.as_view(),
        name="manage_batch_submit",
    ),
    path(
        "manage/batches/<uuid:key>/approve/",
        steps.BatchApproveView.as_view(),
        name="manage_batch_approve",
    ),
    path(
        "manage/batches/<uuid:key>/discard/",
        steps.BatchDiscardView.as_view(),
        name="manage_batch_discard",
    ),
]
