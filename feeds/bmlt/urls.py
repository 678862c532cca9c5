"""Where clients look for a BMLT server: people paste its address with or without `main_server`, clients put slashes in front."""

from django.urls import re_path

from feeds.bmlt import views

BASES = {"": r"^(?:/*)", "main_server": r"^(?:/*)main_server/+", "bmlt": r"^(?:/*)bmlt/+"}
urlpatterns = [
    *(
        re_path(path + r"client_interface/+serverInfo\.xml/*$", views.server_info_xml, {"base": base}, name="bmlt_version")
        for base, path in BASES.items()
    ),
    *(
        re_path(path + r"client_interface/+(?P<data_format>[a-z]+)/*$", views.client_interface, {"base": base}, name="bmlt")
        for base, path in BASES.items()
    ),
]
