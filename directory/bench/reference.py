"""What pages are compared with: a view that does nothing, and one that selects 25 rows by an index and renders them."""

from django.http import HttpRequest, HttpResponse
from django.template import engines

from places.models import Place

ROWS = 25
ROW = "<li>{{ row.name }}, {{ row.country }}: {{ row.population }}</li>"
LIST = engines["django"].from_string(f"<ul>{{% for row in rows %}}{ROW}{{% endfor %}}</ul>")


def nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def rows(request: HttpRequest) -> HttpResponse:
    found = Place.objects.filter(country="PL").order_by("-population")[:ROWS]
    return HttpResponse(LIST.render({"rows": found}, request))
