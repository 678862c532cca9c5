"""Addresses of mailed links: no language stands before them, the page is in that of whom the mail went to."""

from django.urls import path

from upkeep.views import confirm, reminders

urlpatterns = [
    path("confirm/stop/<str:token>", reminders.stop, name="stop_reminders"),
    path("confirm/<str:token>", confirm.confirm, name="confirm"),
    path("confirm/<str:token>/changed", confirm.change, name="confirm_changed"),
    path("confirm/<str:token>/ended", confirm.end, name="confirm_ended"),
]
