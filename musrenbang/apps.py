from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class MusrenbangConfig(AppConfig):
    name = "musrenbang"
    verbose_name = "Musrenbang"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415 - registers itself with Django once the apps are there


class OfficialAdmin(AdminConfig):
    """Django's own admin, with our site in place of the default one."""

    default_site = "musrenbang.admin.OfficialSite"
