"""manage.py remove_second_factor: for the operator of the server, when the only Bappeda has lost the factor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions import remove_second_factor
from accounts.models import User
from accounts.second_factor import has_factor


class Command(BaseCommand):
    help = (
        "Lepas pengamanan masuk (aplikasi kode, kunci sandi, kode cadangan) satu akun. Tanpa --commit hanya memeriksa."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="nama pengguna")
        parser.add_argument("--reason", required=True, help="alasan, dibaca pemilik akun saat masuk lagi")
        parser.add_argument("--commit", action="store_true", help="sungguh melepas")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"Tidak ada akun {options['username']}.")
        if not options["commit"]:
            state = "memakai" if has_factor(person) else "tidak memakai"
            self.stdout.write(
                f"{person.username} {state} pengamanan tambahan. Belum ada yang diubah: tambahkan --commit."
            )
            return
        try:
            removed = remove_second_factor(person, by=None, at=timezone.now(), reason=options["reason"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"{person.username}: {removed} dilepas.")
