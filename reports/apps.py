from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the papers of a forum locked with it."""
        from rounds import papers  # noqa: PLC0415 - models are ready only now

        from .actions import lock_papers  # noqa: PLC0415

        papers.written_by(lock_papers)
