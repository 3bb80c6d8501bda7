"""The graphs of money, drawn from the code (Mermaid): each edge with the event that it emits."""

from payments.models import CashDay, Obligation, PaymentAttempt, Refund
from portal.shared.guarded_state import GuardedState

HEADER = """# States of money

Generated from `payments/models/` by `python manage.py draw_payment_states`; a test fails when this
page is out of date. `payments/actions/steps.py` is the only way over an edge, and publishes the
event that the edge names.

"""
GRAPHS: tuple[type[GuardedState], ...] = (Obligation, PaymentAttempt, Refund, CashDay)


def payment_states_page() -> str:
    """The whole page."""
    return HEADER + "\n".join(_graph(model) for model in GRAPHS)


def edges_of(model: type[GuardedState]) -> list[tuple[str, str, str, str]]:
    """(from, edge, to, name of the event), in the order in which the states are declared."""
    declared = model.state_field().flatchoices
    order = {value: place for place, (value, _label) in enumerate(declared)}
    edges = {
        (str(each.source), each.name, str(each.target), each.custom["emits"].__name__)
        for each in model.edges()
    }
    return sorted(edges, key=lambda edge: (order[edge[0]], order[edge[2]], edge[1]))


def _graph(model: type[GuardedState]) -> str:
    edges = edges_of(model)
    lines = [f"    {source} --> {target}: {edge}" for source, edge, target, _event in edges]
    rows = [
        f"| `{edge}` | `{source}` | `{target}` | `{event}` |"
        for source, edge, target, event in edges
    ]
    start = model.state_field().get_default()
    return "\n".join(
        [
            f"## {model.__name__}",
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {start}",
            *lines,
            "```",
            "",
            "| Edge | From | To | Emits |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )
