"""The demo world, with which the feeds are proved."""

from tests.directory.demo.conftest import demo_world

__all__ = ["demo_world"]
