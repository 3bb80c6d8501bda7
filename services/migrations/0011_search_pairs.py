"""Words side by side become lexemes, positions go: a phrase is found without reading rows."""

from django.db import migrations

PAIRS = """
UPDATE services_procedure AS p SET search_vector = CASE WHEN r.state = 'published'
    THEN strip(p.search_vector) || array_to_tsvector(pairs.lexemes) END
FROM services_revision AS r, (
    SELECT id, array_agg(DISTINCT pair) AS lexemes FROM (
        SELECT c.id, w.word || '_' || coalesce(
            lead(w.word) OVER (PARTITION BY c.id ORDER BY w.place), '') AS pair
        FROM services_procedure AS c,
            regexp_split_to_table(c.search_text, ' ') WITH ORDINALITY AS w (word, place)
    ) AS found GROUP BY id
) AS pairs
WHERE r.id = p.current_revision_id AND pairs.id = p.id AND p.search_vector IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0010_batch_row_more")]

    operations = [migrations.RunSQL(PAIRS, migrations.RunSQL.noop)]
