"""A published revision binds dossiers, so the database itself refuses to change it."""

import pgtrigger

REFUSE_CHANGE = """
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state IN ('superseded', 'withdrawn')
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'revision % is published and can only be superseded or withdrawn', OLD.id;
"""

# The row lock keeps a draft from being published while one of its parts is being written.
REFUSE_CHANGE_OF_PART = """
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        SELECT state INTO STRICT revision_state
            FROM services_revision WHERE id = OLD.revision_id FOR SHARE;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND COALESCE(revision_state, 'draft') = 'draft' THEN
        SELECT state INTO STRICT revision_state
            FROM services_revision WHERE id = NEW.revision_id FOR SHARE;
    END IF;
    IF revision_state <> 'draft' THEN
        RAISE EXCEPTION 'a published revision keeps its % rows', TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
"""


def revision_is_immutable() -> pgtrigger.Trigger:
    """For Revision: once published, nothing but its being superseded or withdrawn."""
    return pgtrigger.Trigger(
        name="immutable",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=REFUSE_CHANGE,
    )


def part_is_immutable() -> pgtrigger.Trigger:
    """For what hangs on a revision: no row comes, changes or goes once it is published."""
    return pgtrigger.Trigger(
        name="immutable",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("revision_state", "VARCHAR")],
        func=REFUSE_CHANGE_OF_PART,
    )
