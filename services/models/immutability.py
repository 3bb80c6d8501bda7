"""A published revision binds dossiers, so the database itself refuses to change it."""

import pgtrigger

REFUSE_CHANGE = """
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'DELETE' AND OLD.state = 'scheduled' THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE'
        AND (OLD.state || '>' || NEW.state IN (
            'scheduled>published', 'published>superseded', 'published>withdrawn')
            OR OLD.state = NEW.state)
        AND (lower(NEW.in_force) = lower(OLD.in_force) OR isempty(NEW.in_force))
        AND to_jsonb(NEW) - 'state' - 'in_force' = to_jsonb(OLD) - 'state' - 'in_force'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'revision % is published and can only go out of force', OLD.id;
"""

UNLESS_FREE = """
    IF (TG_OP = 'INSERT' OR OLD.revision_id IS NULL)
        AND (TG_OP = 'DELETE' OR NEW.revision_id IS NULL)
    THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
"""

# The row lock keeps a draft from being published while one of its parts is being written.
REFUSE_CHANGE_OF_PART = """
    IF TG_OP IN ('UPDATE', 'DELETE') AND OLD.revision_id IS NOT NULL THEN
        SELECT state INTO STRICT revision_state
            FROM services_revision WHERE id = OLD.revision_id FOR SHARE;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND NEW.revision_id IS NOT NULL
        AND COALESCE(revision_state, 'draft') = 'draft'
    THEN
        SELECT state INTO STRICT revision_state
            FROM services_revision WHERE id = NEW.revision_id FOR SHARE;
    END IF;
    -- A call-back deletes what has not come into force yet, with all that hangs on it.
    IF TG_OP = 'DELETE' AND revision_state = 'scheduled' THEN RETURN OLD; END IF;
    IF revision_state <> 'draft' THEN
        RAISE EXCEPTION 'a published revision keeps its % rows', TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
"""


def revision_is_immutable() -> pgtrigger.Trigger:
    """For Revision: once approved, nothing but its coming into force and going out of it. Its end
    may move (a successor is scheduled, or called back), its beginning never."""
    return pgtrigger.Trigger(
        name="immutable",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=REFUSE_CHANGE,
    )


def part_is_immutable(*, when_it_has_a_revision: bool = False) -> pgtrigger.Trigger:
    """For what hangs on a revision: no row comes, changes or goes once it is published."""
    func = REFUSE_CHANGE_OF_PART
    if when_it_has_a_revision:
        func = UNLESS_FREE + func
    return pgtrigger.Trigger(
        name="immutable",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("revision_state", "VARCHAR")],
        func=func,
    )
