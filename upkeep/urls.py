"""Addresses of the pages on which the public corrects listings and writes to groups; the language stands before them."""

from django.urls import path

from upkeep.views import figures, message, report, suggest

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("message/<slug:public_id>/", message.message, name="message"),
    path("report/<slug:public_id>/", report.report, name="report"),
    path("suggest/", suggest.new_meeting, name="suggest_new"),
    path("suggest/<slug:public_id>/", suggest.change, name="suggest"),
    path("suggestions/<slug:key>/", suggest.state, name="suggestion"),
]
