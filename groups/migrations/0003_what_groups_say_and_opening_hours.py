import django.core.validators
from django.db import migrations, models

import languages.fields
import languages.text
import places.fields


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0002_messages_and_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='opening',
            field=places.fields.OpeningField(blank=True, default='', help_text='As in Mo-Fr 9:00-17:00; Sa 10-12.', max_length=200, verbose_name='opening hours'),
        ),
        migrations.AddField(
            model_name='contact',
            name='zone',
            field=models.CharField(blank=True, default='', help_text='Of the hours; empty: this site’s.', max_length=50, verbose_name='time zone'),
        ),
        migrations.AddField(
            model_name='group',
            name='answers_within_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='answers messages within so many days'),
        ),
        migrations.AddField(
            model_name='group',
            name='confirms_attendance',
            field=models.CharField(blank=True, choices=[('', 'not stated'), ('never', 'never: it tells nobody who came'), ('ask', 'sometimes: ask before you come'), ('yes', 'yes, to whoever came and asks for it')], default='', max_length=5, verbose_name='confirms that somebody came'),
        ),
        migrations.AddField(
            model_name='group',
            name='suits',
            field=languages.fields.CodeListField(blank=True, default=tuple, help_text='Only what the group says itself; else nothing.', max_length=200, verbose_name='suits, as the group says'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='hours',
            field=languages.fields.TranslatedField(blank=True, default=languages.text.TranslatedText, verbose_name='about the hours'),
        ),
    ]
