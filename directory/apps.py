from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        from directory import checks  # noqa: F401, PLC0415  # registers the system checks
