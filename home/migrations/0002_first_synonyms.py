"""Words with which the search begins to know what is the same; editors go on from here."""

from django.db import migrations

SYNONYMS = {
    "kk": [
        "ерікті, волонтер, еріктілік, волонтерлік",
        "мұражай, музей",
        "мұрағат, архив",
        "экспонат, жәдігер",
        "көрме, экспозиция",
        "оқушы, мектепоқушы",
        "мұғалім, ұстаз",
        "сертификат, куәлік",
    ],
    "ru": [
        "волонтёр, доброволец, добровольцы",
        "школьник, ученик",
        "учитель, педагог",
        "урок, занятие",
        "стажировка, практика",
    ],
    "en": [
        "volunteer, helper",
        "pupil, student, schoolchild",
        "lesson, class",
        "placement, internship",
    ],
}


def add(apps, schema_editor):
    model = apps.get_model("home", "Synonyms")
    model.objects.using(schema_editor.connection.alias).bulk_create(
        model(language=language, words=words) for language, groups in SYNONYMS.items() for words in groups
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
