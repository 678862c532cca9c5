"""Root addresses (docs/addresses.md)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from directory import sitemaps, views
from imports import urls as imports_urls

WITH_LANGUAGE = ("feeds.api.urls", "meetings.urls", "upkeep.urls", "imports.urls", "referrals.urls")
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.root, name="root"),
    path("api/", views.root, {"page": "api/"}, name="api_root"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:kind>-<slug:part>.xml", sitemaps.file, name="sitemap_file"),
    path("sw.js", views.worker, name="worker"),
    path("", include("feeds.urls")),
    path("", include("referrals.root_urls")),
    path("", include(imports_urls.root_urlpatterns)),
    path("", include("accounts.urls")),
    path("", include("upkeep.root_urls")),
    path("", include("upkeep.account_urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(*(path("", include(urls)) for urls in WITH_LANGUAGE)),
]

handler400 = "directory.errors.bad_request"
handler403 = "directory.errors.forbidden"
handler404 = "directory.errors.not_found"
handler500 = "directory.errors.server_error"
