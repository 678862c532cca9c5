"""Where the server is found, and how it is asked."""

import pytest
from django.test import Client

from tests.feeds.bmlt.visits import INTERFACE, ask
from tests.feeds.visits import whole
from tests.meetings.world import make_meeting, make_rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/client_interface/json/", "/bmlt/client_interface/json", "/main_server//client_interface/json//"]
)
def test_server_is_at_every_address_that_people_paste(client: Client, address: str) -> None:
    make_rule(make_meeting())

    response = client.get(f"{address}?switcher=GetSearchResults&data_field_key=root_server_uri")

    base = address.partition("client_interface")[0].strip("/")
    assert whole(response).decode() == f'[{{"root_server_uri":"{"/".join(["http://testserver", base]).rstrip("/")}"}}]'


def test_version_is_told_to_old_clients(client: Client) -> None:
    response = client.get("/main_server/client_interface/serverInfo.xml")

    assert response.headers["Content-Type"] == "application/xml"
    assert response.content == b"<bmltInfo><serverVersion><readableString>4.2.7</readableString></serverVersion></bmltInfo>"


def test_only_reading_is_answered_and_a_browser_may_ask_first(client: Client) -> None:
    address = f"{INTERFACE}/json/?switcher=GetFormats"

    posted, asked, head = client.post(address), client.options(address), client.head(address)

    assert (posted.status_code, asked.status_code, head.status_code) == (405, 204, 200)
    assert asked.headers["Access-Control-Allow-Headers"] == "*"
    assert (whole(head), head.headers["Content-Type"]) == (b"", "application/json")


def test_an_answer_that_one_has_is_not_sent_again(client: Client) -> None:
    first = ask(client, "GetFormats")

    again = client.get(f"{INTERFACE}/json/?switcher=GetFormats", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
