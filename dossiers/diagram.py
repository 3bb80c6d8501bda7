"""The diagram of the state machine, drawn from the code (Mermaid)."""

from dossiers.models import Dossier
from dossiers.policy import MAY
from dossiers.states import NATIONAL_CODE, State

HEADER = """# The dossier's state machine

Generated from `dossiers/flow.py` and `dossiers/policy.py` by
`python manage.py draw_state_machine`; a test fails when this page is out of date.

"""


def state_machine_page() -> str:
    """The whole page: the diagram, then a table of states and of transitions."""
    return HEADER + _diagram() + "\n" + _states() + "\n" + _transitions()


def _edges() -> list[tuple[str, str, str]]:
    """(from, event, to), in the order of the declaration of states."""
    order = {state.value: position for position, state in enumerate(State)}
    edges = set()
    for transition in Dossier._meta.get_field("state").get_all_transitions(Dossier):
        targets = getattr(transition.target, "allowed_states", None) or [transition.target]
        for target in targets:
            edges.add((str(transition.source), transition.name, str(target)))
    return sorted(edges, key=lambda edge: (order[edge[0]], order[edge[2]], edge[1]))


def _diagram() -> str:
    lines = [f"    {source} --> {target}: {event}" for source, event, target in _edges()]
    return "\n".join(["```mermaid", "stateDiagram-v2", "    [*] --> draft", *lines, "```", ""])


def _states() -> str:
    rows = [
        f"| `{state.value}` | {state.label} | {NATIONAL_CODE.get(state, '–')} |" for state in State
    ]
    return "\n".join(["| State | Screen | National code |", "| --- | --- | --- |", *rows, ""])


def _transitions() -> str:
    rows = [
        f"| `{event}` | `{source}` | `{target}` | {', '.join(sorted(MAY[event]))} |"
        for source, event, target in _edges()
    ]
    return "\n".join(["| Event | From | To | Who |", "| --- | --- | --- | --- |", *rows, ""])
