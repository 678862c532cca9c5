"""Addresses of the public pages; the language stands before them."""

from django.urls import path

from meetings.views import browse, explainers, groups, holidays, map, meeting, search, selection

urlpatterns = [
    path("", search.home, name="home"),
    path("about/", explainers.explainers, name="explainers"),
    path("about/<slug:slug>/", explainers.explainer, name="explainer"),
    path("fellowships/", browse.fellowships, name="fellowships"),
    path("fellowships/<slug:slug>/", browse.fellowship, name="fellowship"),
    path("topics/", browse.topics, name="topics"),
    path("topics/<slug:slug>/", browse.topic, name="topic"),
    path("countries/", browse.countries, name="countries"),
    path("countries/<slug:code>/", browse.country, name="country"),
    path("places/<slug:slug>/", browse.town, name="place"),
    path("help/", browse.other_help, name="help"),
    path("meetings/", search.search, name="search"),
    path("meetings/which/", search.which_place, name="which_place"),
    path("selection/", selection.selection, name="selection"),
    path("meetings/map/", map.meeting_map, name="map"),
    path("meetings/map/towns.json", map.map_towns, name="map_towns"),
    path("meetings/map.json", map.map_points, name="map_points"),
    path("meetings/<slug:public_id>/<slug:slug>/", meeting.meeting, name="meeting"),
    path("meetings/<slug:public_id>/", meeting.meeting, name="meeting_by_id"),
    path("groups/<slug:public_id>/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:public_id>/", groups.group, name="group_by_id"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/<str:day>/", holidays.holiday, name="holiday"),
]
