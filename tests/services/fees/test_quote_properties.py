"""Whatever the rules, a quote stays fair: never more than the fees, never less than nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.applicant_class import ApplicantClass
from services.fees.classes import Classes
from services.fees.quote import quote
from services.models import Reduction
from tests.services.fees.catalogue import item

MARCH = date(2022, 3, 22)
WHO = ("centre", "province")
CLASSES = st.lists(st.sampled_from(ApplicantClass.values), max_size=3, unique=True)

fees = st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(WHO)), max_size=5).map(
    lambda found: [item(vnd, f"k{n}", set_by=who) for n, (vnd, who) in enumerate(found)]
)

# Rules for everyone, alike enough to compete; and rules of every kind, also what the checks of the
# data refuse: 0 and 900 percent, negative amounts, both, neither.
plain = st.builds(
    Reduction,
    percent=st.sampled_from((30, 50)),
    valid_from=st.just(date(2022, 1, 1)),
    order=st.integers(0, 1),
)
fixed = st.builds(
    Reduction, amount_vnd=st.integers(-10, 10**9), valid_from=st.just(date(2022, 1, 1))
)
any_kind = st.builds(
    Reduction,
    percent=st.none() | st.integers(-10, 900),
    amount_vnd=st.none() | st.integers(-10, 10**9),
    valid_from=st.dates(date(2022, 1, 1), date(2022, 6, 1)),
    valid_to=st.none() | st.dates(date(2022, 1, 1), date(2022, 6, 1)),
    channel=st.sampled_from(Reduction.Channel.values),
    levels=st.lists(st.sampled_from((2, 3, 4)), max_size=2),
    fees_set_by=st.sampled_from(("", *WHO)),
    applicant_classes=CLASSES,
    order=st.integers(0, 3),
)
rules = st.lists(plain | fixed | any_kind, max_size=6).map(
    lambda found: [_named(rule, n) for n, rule in enumerate(found)]
)

filings = st.fixed_dictionaries(
    {
        "online": st.booleans(),
        "level": st.sampled_from((2, 3, 4)),
        "classes": CLASSES.map(lambda found: Classes({ApplicantClass(c): c for c in found})),
    }
)


def _named(rule, number):
    rule.key, rule.name, rule.legal_basis = f"r{number}", f"Giảm {number}", "Luật"
    return rule


def of(items, reductions, filing):
    return quote(items, reductions, answers={}, on=MARCH, **filing)


def nets(found):
    return [
        line.amount_vnd + sum(each.amount_vnd for each in lowered)
        for line, lowered in found.by_line
    ]


@given(items=fees, reductions=rules, filing=filings)
def test_a_reduction_never_raises_a_line_nor_makes_it_negative(items, reductions, filing):
    found = of(items, reductions, filing)
    for line, net in zip(found.lines, nets(found), strict=True):
        assert 0 <= net <= line.amount_vnd
    assert all(each.amount_vnd < 0 for each in found.reductions)
    assert 0 <= found.total_vnd <= found.subtotal_vnd


@given(items=fees, reductions=rules, filing=filings)
def test_the_lines_sum_up_to_the_total(items, reductions, filing):
    found = of(items, reductions, filing)
    stored = found.as_json()
    owed = [*stored["lines"], *stored["reductions"]]
    assert sum(each["amount_vnd"] for each in owed) == found.total_vnd == sum(nets(found))
    assert found.subtotal_vnd == sum(line.amount_vnd for line in found.lines)
    assert all(each["name"] for each in owed)
    assert not found.of_the_sum


@given(items=fees, reductions=rules, filing=filings)
def test_the_order_in_which_rules_are_read_does_not_matter(items, reductions, filing):
    found = of(items, reductions, filing)
    assert of(items, reductions[::-1], filing) == found
    assert of(items, reductions[1:] + reductions[:1], filing) == found


@given(items=fees, reductions=rules, filing=filings)
def test_one_rule_more_never_costs_more(items, reductions, filing):
    with_all = of(items, reductions, filing).total_vnd
    for left_out in range(len(reductions)):
        fewer = [rule for n, rule in enumerate(reductions) if n != left_out]
        assert with_all <= of(items, fewer, filing).total_vnd


@given(items=fees, reductions=rules, filing=filings)
def test_each_line_takes_the_rule_that_is_best_alone(items, reductions, filing):
    alone = [nets(of(items, [rule], filing)) for rule in reductions] or [
        nets(of(items, [], filing))
    ]
    best = [min(costs) for costs in zip(*alone, strict=True)]
    assert nets(of(items, reductions, filing)) == best
