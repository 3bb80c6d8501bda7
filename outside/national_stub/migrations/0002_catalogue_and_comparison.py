"""The catalogue of each province, what comparisons read, and the count of changes by day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("national_stub", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("province", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=600)),
                ("sector_code", models.CharField(max_length=40)),
                ("sector_name", models.CharField(max_length=300)),
                ("level", models.PositiveSmallIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("agency", models.CharField(max_length=300)),
                ("in_force", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("province", "code"), name="one_procedure_of_a_province"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcedureChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, unique=True)),
                ("province", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=60)),
                ("record", models.JSONField()),
                ("applied", models.BooleanField()),
                ("happened_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["code", "province", "id"], name="changes_of_a_procedure")
                ],
            },
        ),
        migrations.AddField(
            model_name="daycount",
            name="procedures",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossier",
            name="state_count",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="dossier",
            name="day",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("code"),
                    models.Value("-([0-9]{6})-[0-9]+$"),
                    function="substring",
                    output_field=models.CharField(max_length=6),
                ),
                output_field=models.CharField(max_length=6, null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["province", "day", "code"], name="dossier_by_day"),
        ),
        migrations.RunSQL(
            """
            UPDATE national_stub_dossier SET state_count = (
                SELECT count(*) FROM national_stub_statereceived
                WHERE dossier_id = national_stub_dossier.id
            );
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON national_stub_procedurechange
                FOR EACH ROW EXECUTE FUNCTION national_stub_append_only();
            """,
            reverse_sql="DROP TRIGGER append_only ON national_stub_procedurechange",
        ),
    ]
