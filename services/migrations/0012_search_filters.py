"""Filters of the search are slugs and codes: nothing has to be looked up to ask for them."""

from django.db import migrations

FILTERS = """
UPDATE services_procedure AS p SET search_vector = ts_delete(p.search_vector, array_remove(ARRAY[
        'sector=' || p.sector_id, 'agency=' || r.handling_agency_id], NULL))
    || array_to_tsvector(array_remove(ARRAY[
        'sector=' || s.slug, 'agency=' || a.code,
        CASE WHEN h.code <> a.code THEN 'agency=' || h.code END], NULL))
FROM services_revision AS r
    LEFT JOIN agencies_agency AS a ON a.id = r.handling_agency_id
    LEFT JOIN agencies_agency AS h ON h.id = a.heir_id, services_sector AS s
WHERE r.id = p.current_revision_id AND s.id = p.sector_id AND p.search_vector IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0011_search_pairs"),
        ("agencies", "0002_closing_and_names"),
    ]

    operations = [migrations.RunSQL(FILTERS, migrations.RunSQL.noop)]
