from typing import Any

from django.db import migrations, models

import accounts.phone_field


def in_normal_form(apps: Any, schema_editor: Any) -> None:
    """People come in by phone: numbers typed until now get the one form that is looked up."""
    users = apps.get_model("accounts", "User")
    for pk, phone in users.objects.exclude(phone="").order_by("pk").values_list("pk", "phone"):
        if (said := accounts.phone_field.normal(phone)) and said != phone:
            users.objects.filter(pk=pk).update(phone=said)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_codes_and_announcements"),
    ]

    operations = [
        migrations.RunPython(in_normal_form, migrations.RunPython.noop),
        migrations.AddField(
            model_name="user",
            name="session_serial",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="nomor sesi"),
        ),
        migrations.AlterField(
            model_name="historicaluser",
            name="phone",
            field=accounts.phone_field.PhoneField(blank=True, db_index=True, max_length=20, verbose_name="telepon"),
        ),
        migrations.AlterField(
            model_name="user",
            name="phone",
            field=accounts.phone_field.PhoneField(blank=True, db_index=True, max_length=20, verbose_name="telepon"),
        ),
    ]
