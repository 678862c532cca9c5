from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        from directory import checks  # noqa: F401  # registers the system checks


class WorkplaceConfig(AdminConfig):
    """Django's admin, as the site of upkeep/workplace.py."""

    default_site = "upkeep.workplace.Workplace"
