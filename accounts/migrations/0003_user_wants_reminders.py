from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_mail_addresses_in_small_letters")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="wants_reminders",
            field=models.BooleanField(default=True, verbose_name="is asked by mail whether listings are still true"),
        ),
    ]
