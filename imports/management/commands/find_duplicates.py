"""Looks for listings of different lists that are one meeting, for coordinators to decide (docs/matching.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from imports.duplicates import find_duplicates


class Command(BaseCommand):
    help = "Look for listings of different lists that are one meeting, among what has changed since the last look."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--everything", action="store_true", help="compare all meetings, whatever has changed")

    def handle(self, *, everything: bool, **_options: Any) -> None:
        looked = find_duplicates(everything=everything)
        self.stdout.write(
            f"{looked.compared} meetings looked at: {looked.new} new pairs, {looked.again} asked again, {looked.gone} no longer."
        )
