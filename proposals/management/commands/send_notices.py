"""manage.py send_notices: reminders and e-mails that are due. Run it every few minutes by a timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from proposals.tasks import deliver_notices, write_reminders


class Command(BaseCommand):
    help = "Writes the reminders and sends the e-mails that are due; safe to run twice and at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--queue", action="store_true", help="put the two jobs into the queue for db_worker instead of doing them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["queue"]:
            write_reminders.enqueue()
            deliver_notices.enqueue()
            self.stdout.write("Queued: reminders and e-mails.")
            return
        reminders, mails = write_reminders.call(), deliver_notices.call()
        self.stdout.write(f"{reminders} reminders written, {mails} e-mails sent.")
