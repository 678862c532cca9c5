"""Addresses of this room's pages that have a language before them."""

from django.urls import URLPattern, URLResolver, path

from referrals.views import accounts, booklets, handout, links, picking

urlpatterns: list[URLPattern | URLResolver] = [
    path("clinics/account/", accounts.ask_for_account, name="clinic_account"),
    path("meetings.pdf", booklets.file, name="booklet_file"),
    path("booklet/", booklets.page, name="booklet"),
    path("handout/", handout.handout, name="handout"),
    path("handout.pdf", handout.handout_pdf, name="handout_pdf"),
    path("link/", links.link, name="link"),
    path("pick/", picking.pick, name="pick"),
]
