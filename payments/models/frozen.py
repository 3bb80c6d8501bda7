"""Columns that never change once a row is there, kept by the database."""

import pgtrigger


def frozen(*columns: str, when: str = "TRUE", name: str = "frozen") -> pgtrigger.Trigger:
    """Refuse an UPDATE that changes one of `columns` of a row for which `when` (SQL over OLD)
    holds."""
    old = ", ".join(f"OLD.{column}" for column in columns)
    new = ", ".join(f"NEW.{column}" for column in columns)
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(f"{when} AND ({old}) IS DISTINCT FROM ({new})"),
        func="RAISE EXCEPTION '% is frozen', TG_TABLE_NAME"
        " USING ERRCODE = 'integrity_constraint_violation';",
    )


def never_deleted() -> pgtrigger.Protect:
    """Refuse DELETE."""
    return pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
