"""Addresses under /manage/: bulk."""

from django.urls import URLPattern, path

from services.web.manage.bulk import batches, change, exports, import_file, selecting, steps

urlpatterns: list[URLPattern] = [
    path("manage/batches/", batches.BatchListView.as_view(), name="manage_batches"),
    path(
        "manage/batches/import/",
        import_file.BatchImportView.as_view(),
        name="manage_batch_import",
    ),
    path("manage/batches/choose/", selecting.ChooseView.as_view(), name="manage_batch_choose"),
    path("manage/batches/time-cut/", change.TimeCutView.as_view(), name="manage_batch_time_cut"),
    path(
        "manage/batches/reduction/",
        change.ReductionView.as_view(),
        name="manage_batch_reduction",
    ),
    path("manage/export/", exports.ExportView.as_view(), name="manage_export"),
    path(
        "manage/export/<uuid:key>/",
        exports.ExportDetailView.as_view(),
        name="manage_export_detail",
    ),
    path(
        "manage/export/<uuid:key>/file/",
        exports.ExportFileView.as_view(),
        name="manage_export_file",
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
