"""What a page costs: every request of a visit and its bytes as they went over the wire, by Chromium's own account."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page

# design/pages.md: a bad network, and a phone four times slower than the machine of the tests
ROUND_TRIP, BYTES_A_SECOND, SLOWER = 400, 400_000 / 8, 4


@dataclass  # without slots: Playwright notes its listeners on the object
class Traffic:
    """Requests by their number: the address, the kind (Document, Stylesheet …), and the bytes that came, heads included."""

    addresses: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def requested(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.addresses[event["requestId"]] = event["request"]["url"]

    def answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.addresses:
            self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def of(self, kind: str) -> int:
        """Bytes of all answers of that kind."""
        return sum(size for number, size in self.sizes.items() if self.kinds[number] == kind)

    def total(self) -> int:
        return sum(self.sizes.values())


def watched(page: Page) -> tuple[Traffic, CDPSession]:
    """The traffic of a page that remembers nothing of earlier visits."""
    traffic, wire = Traffic(), page.context.new_cdp_session(page)
    wire.on("Network.requestWillBeSent", traffic.requested)
    wire.on("Network.responseReceived", traffic.answered)
    wire.on("Network.loadingFinished", traffic.finished)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return traffic, wire


def slow_down(wire: CDPSession) -> None:
    network = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    wire.send("Network.emulateNetworkConditions", network)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
