from django.core.management import call_command
from django.db import migrations
from django.db.models.functions import Lower

import accounts.fields


def in_small_letters(apps, schema_editor):
    """No two become the same: a constraint on Lower("email") stands since the first migration."""
    apps.get_model("accounts", "User").objects.update(email=Lower("email"))


def make_table_of_limits(apps, schema_editor):
    """The table of the cache (settings.CACHES); nothing happens where the cache is kept elsewhere."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(in_small_letters, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=accounts.fields.MailAddressField(max_length=254, unique=True, verbose_name="mail address"),
        ),
        migrations.RunPython(make_table_of_limits, migrations.RunPython.noop),
    ]
