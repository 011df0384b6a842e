from django.db import migrations

from rounds import triggers


class Migration(migrations.Migration):
    """What is frozen, cast or computed in a counted round takes no change, by triggers of the database."""

    dependencies = [("rounds", "0004_counted_rounds")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.lift(editor.connection),
        )
    ]
