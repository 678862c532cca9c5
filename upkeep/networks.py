"""Networks of visitors, told apart for a while and never known.

A network is hashed (HMAC-SHA256) with the key of the current epoch and with that of the one before: reports up to two weeks
apart can be compared. Then the keys are thrown away, and nobody can find out any more whose hash it was. The keys lie in a file
outside the database and its backups; processes and machines that are to tell the same networks apart share that file.
"""

import fcntl
import hmac
import json
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.limits import UNKNOWN, client_address
from meetings.models import Report

logger = logging.getLogger(__name__)
EPOCH = timedelta(days=14)
PREFIXES = {4: 24, 6: 48}  # bits of an address that say whose network it is
HASH_LENGTH = 32  # hexadecimal digits; two hashes with their keys fit into Report.network_hash
KEY_BYTES = 32
Keys = dict[str, str]


def epoch_of(day: date) -> date:
    """The Monday on which the fortnight of a day begins."""
    return day - timedelta(days=(day.toordinal() - 1) % EPOCH.days)


def network_of(address: str) -> str:
    """The network of an address: an IPv4 /24 or an IPv6 /48."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{PREFIXES[found.version]}", strict=False))


def hashed_network(request: HttpRequest, today: date | None = None) -> str:
    """The network a request comes from, as "key:hash key:hash" with the newer key first; "" where the server does not say, or its
    keys cannot be read or made: what somebody reports is not lost for that."""
    address = client_address(request)
    if address == UNKNOWN:
        return ""
    epoch = epoch_of(today or timezone.localdate())
    try:
        keys = keys_of(epoch)
    except (OSError, ValueError) as error:
        logger.error("NETWORK_KEYS_FILE cannot be used: networks are not told apart", exc_info=error)
        return ""
    wanted = [str(epoch), str(epoch - EPOCH)]
    return " ".join(hashed(network_of(address), day, keys[day]) for day in wanted if day in keys)


def hashed(network: str, epoch: str, key: str) -> str:
    """The hash, after the name of its key: a key that was lost and made anew has another name, and is not compared with it."""
    secret = bytes.fromhex(key)
    name = hmac.digest(secret, b"name", sha256).hex()[:6]
    return f"e{epoch}-{name}:{hmac.digest(secret, network.encode(), sha256).hex()[:HASH_LENGTH]}"


def keys_of(epoch: date) -> Keys:
    """{epoch: key} with that of this epoch, made where there is none yet; several workers at once make one."""
    known = read_keys()
    if str(epoch) in known:
        return known
    with locked():
        known = read_keys()
        if str(epoch) not in known:
            known = {**still_needed(known, epoch), str(epoch): secrets.token_hex(KEY_BYTES)}
            write_keys(known)
    return known


def forget_old_keys(now: datetime) -> int:
    """Throw away the keys of epochs before the last, and blank the hashes that were made with none of those that are left. How
    many hashes those were."""
    epoch = epoch_of(timezone.localdate(now))
    with locked():
        known = read_keys()
        needed = still_needed(known, epoch)
        if needed != known:
            write_keys(needed)
    # A report before the last epoch has only hashes by keys that are gone.
    return Report.objects.filter(on__lt=epoch - EPOCH).exclude(network_hash="").update(network_hash="")


def still_needed(keys: Keys, epoch: date) -> Keys:
    """The keys of an epoch and of the one before."""
    return {day: key for day, key in keys.items() if day >= str(epoch - EPOCH)}


def read_keys() -> Keys:
    """What the file holds; nothing where there is none yet."""
    try:
        keys: Keys = json.loads(keys_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return keys


def write_keys(keys: Keys) -> None:
    """At once or not at all, and for nobody else to read."""
    written = keys_file().with_suffix(".new")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    written.replace(keys_file())


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time changes the keys."""
    file = keys_file().with_suffix(".lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def keys_file() -> Path:
    return Path(settings.NETWORK_KEYS_FILE)
