"""Addresses that stand on paper and on other people's sites: short, without a language."""

from django.urls import URLPattern, URLResolver, path, re_path

from referrals.views import booklets, embed, handout, lists

urlpatterns: list[URLPattern | URLResolver] = [
    path("r/<slug:code>/qr.svg", lists.qr, name="referral_qr"),
    path("r/<slug:code>/handout", handout.list_handout, name="list_handout"),
    path("r/<slug:code>/handout.pdf", handout.list_handout_pdf, name="list_handout_pdf"),
    path("r/<slug:code>/booklet.pdf", booklets.of_list, name="list_booklet"),
    path("r/<slug:code>.meetings.json", embed.guide, name="list_guide"),
    path("r/<slug:code>.json", embed.listed, name="list_json"),
    path("r/<slug:code>.ics", embed.calendar, name="list_calendar"),
    path("embed/<slug:code>", embed.frame, name="embed"),
    path("embed/<slug:code>/preview", embed.preview, name="embed_preview"),
    path("embed/<slug:code>.html", embed.fragment, name="embed_fragment"),
    # The last one: whatever is no other address may be a code as somebody typed it.
    re_path(r"^r/(?P<code>[^/]{1,60})/?$", lists.page, name="referral"),
]
