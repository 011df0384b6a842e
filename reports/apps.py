from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the papers of a forum locked with it, and those of an amendment."""
        from proposals.papers import AMENDMENTS  # noqa: PLC0415 - models are ready only now
        from rounds.papers import FORUMS  # noqa: PLC0415

        from .actions import lock_amendment, lock_papers  # noqa: PLC0415

        FORUMS.written_by(lock_papers)
        AMENDMENTS.written_by(lock_amendment)
