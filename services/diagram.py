"""The diagram of a draft's lifecycle, drawn from the code (Mermaid)."""

from services.flow import DraftState
from services.models import RevisionDraft

HEADER = """# The lifecycle of a draft

Generated from `services/flow.py` by `python manage.py draw_draft_lifecycle`; a test fails when
this page is out of date. All steps are a provincial admin's; coming into force on a later day is
the system's. What a state means for the admins stands in `docs/manage-catalogue.md`.

"""


def lifecycle_page() -> str:
    """The whole page: the diagram, then a table of states and of transitions."""
    return HEADER + _diagram() + "\n" + _states() + "\n" + _transitions()


def _edges() -> list[tuple[str, str, str, str]]:
    """(from, event, to, what it means), in the order of the declaration of states."""
    order = {state.value: position for position, state in enumerate(DraftState)}
    edges = [
        (str(edge.source), edge.name, str(edge.target), getattr(RevisionDraft, edge.name).__doc__)
        for edge in RevisionDraft.edges()
    ]
    return sorted(edges, key=lambda edge: (order[edge[0]], order[edge[2]], edge[1]))


def _diagram() -> str:
    lines = [f"    {source} --> {target}: {event}" for source, event, target, _ in _edges()]
    return "\n".join(["```mermaid", "stateDiagram-v2", "    [*] --> draft", *lines, "```", ""])


def _states() -> str:
    rows = [f"| `{state.value}` | {state.label} |" for state in DraftState]
    return "\n".join(["| State | Screen |", "| --- | --- |", *rows, ""])


def _transitions() -> str:
    rows = [
        f"| `{event}` | `{source}` | `{target}` | {meaning} |"
        for source, event, target, meaning in _edges()
    ]
    return "\n".join(["| Event | From | To | Meaning |", "| --- | --- | --- | --- |", *rows, ""])
