"""Every address of the catalogue's admins."""

from django.urls import URLPattern

from services.web.manage import (
    builder_urls,
    bulk_urls,
    difference_urls,
    editor_urls,
    lifecycle_urls,
    search_urls,
)

# Fixed words before codes of procedures: `new/` stands before `<code>/`.
urlpatterns: list[URLPattern] = [
    *editor_urls.urlpatterns,
    *builder_urls.urlpatterns,
    *difference_urls.urlpatterns,
    *bulk_urls.urlpatterns,
    *search_urls.urlpatterns,
    *lifecycle_urls.urlpatterns,
]
