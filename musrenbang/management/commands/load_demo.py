"""manage.py load_demo: the demo city, ready to be tried."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from musrenbang.demo.load import load
from musrenbang.demo.people import LOGINS, PASSWORD


class Command(BaseCommand):
    """Loads the demo city once; always prints the logins."""

    help = "Muat kota contoh (Kota Malang) sekali, lalu tulis nama pengguna yang dapat dicoba."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verbosity"] and not load(timezone.now()):
            self.stdout.write("Kota contoh sudah ada, tidak ada yang diubah.")
        elif not options["verbosity"]:
            load(timezone.now())
            return
        self.stdout.write("\n".join(table()))


def table() -> list[str]:
    """Write the logins as lines: name, office, what there is to do."""
    wide = max(len(login.username) for login in LOGINS)
    office = max(len(login.office) for login in LOGINS)
    lines = [f"  {login.username:<{wide}}  {login.office:<{office}}  {login.part}" for login in LOGINS]
    return [f"Masuk di /masuk/ dengan kata sandi {PASSWORD} sebagai:", *lines]
