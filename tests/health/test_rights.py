from itertools import product

import pytest

from health.rights import RIGHTS, Action, Grant, Role, Scope, Target, may

COMMUNE = ("CITY", "BINHLU")
VILLAGE = (*COMMUNE, "B01")
HOME = {Role.CAREGIVER: VILLAGE, Role.COLLABORATOR: VILLAGE, Role.STAFF: COMMUNE, Role.ADMIN: ("CITY",)}
PLACES = (VILLAGE, (*COMMUNE, "B02"), COMMUNE, ("CITY", "OTHER", "B01"), ("CITY",), ())
TARGETS = [Target(place, mine, child) for place, mine, child in product(PLACES, (False, True), (False, True))]

# Where each scope reaches, told apart from the code under test.
REACH = {
    Scope.SELF: lambda home, target: target.is_self,
    Scope.OWN_CHILD: lambda home, target: target.is_own_child,
    Scope.OWN_VILLAGE: lambda home, target: target.place == home,
    Scope.OWN_COMMUNE: lambda home, target: len(home) > 1 and target.place[: len(home) - 1] == home[:-1],
    Scope.COMMUNE: lambda home, target: target.place in {COMMUNE, VILLAGE, (*COMMUNE, "B02")},
    Scope.EVERYTHING: lambda home, target: True,
}


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_allowed_exactly_where_the_table_says(role, action):
    scopes = [scope for row_role, row_action, scope in RIGHTS if (row_role, row_action) == (role, action)]
    for target in TARGETS:
        expected = any(REACH[scope](HOME[role], target) for scope in scopes)
        assert may([Grant(role, HOME[role])], action, target) is expected, (target, scopes)


@pytest.mark.parametrize("action", list(Action))
def test_a_stranger_may_nothing(action):
    assert not any(may([], action, target) for target in TARGETS)


def test_a_grant_without_a_place_reaches_no_place():
    for role in (Role.COLLABORATOR, Role.STAFF):
        assert not may([Grant(role, ())], Action.REPORT, Target(VILLAGE))
        assert not may([Grant(role, ())], Action.REPORT, Target(()))


def test_a_collaborator_of_a_whole_commune_does_not_hold_its_villages():
    assert not may([Grant(Role.COLLABORATOR, COMMUNE)], Action.SEE_COUNTS, Target(VILLAGE))


def test_roles_add_up():
    both = [Grant(Role.CAREGIVER, VILLAGE), Grant(Role.COLLABORATOR, VILLAGE)]
    assert may(both, Action.SEE_CHILD, Target((*COMMUNE, "B02"), is_own_child=True))
    assert may(both, Action.SEE_COUNTS, Target(VILLAGE))
    assert not may(both, Action.SEE_COUNTS, Target(COMMUNE))


@pytest.mark.parametrize(
    ("role", "action", "target", "allowed"),
    [  # what conversations.md promises, said once more in plain cases
        (Role.COLLABORATOR, Action.SEE_COUNTS, Target(VILLAGE), True),
        (Role.COLLABORATOR, Action.SEE_COUNTS, Target(COMMUNE), False),
        (Role.CAREGIVER, Action.SEE_CHILD, Target(VILLAGE), False),
        (Role.CAREGIVER, Action.HOLD_CHILD, Target(VILLAGE, is_own_child=True), True),
        (Role.COLLABORATOR, Action.HOLD_CHILD, Target((*COMMUNE, "B02")), False),
        (Role.STAFF, Action.HOLD_CHILD, Target(VILLAGE), True),
        (Role.CAREGIVER, Action.SEE_COUNTS, Target(VILLAGE), False),
        (Role.STAFF, Action.INVITE_STAFF, Target(COMMUNE), False),
        (Role.STAFF, Action.READ_QUEUE, Target(COMMUNE), True),
        (Role.STAFF, Action.READ_QUEUE, Target(("CITY", "OTHER")), False),
        (Role.ADMIN, Action.READ_QUEUE, Target(COMMUNE), True),
        (Role.COLLABORATOR, Action.READ_QUEUE, Target(COMMUNE), False),
        (Role.CAREGIVER, Action.READ_QUEUE, Target(COMMUNE), False),
        (Role.STAFF, Action.SEE_REPORT, Target(VILLAGE), True),
        (Role.COLLABORATOR, Action.SEE_REPORT, Target(VILLAGE), True),
        (Role.COLLABORATOR, Action.SEE_REPORT, Target((*COMMUNE, "B02"), is_self=True), False),
        (Role.CAREGIVER, Action.SEE_REPORT, Target(VILLAGE, is_self=True, is_own_child=True), False),
        (Role.ADMIN, Action.SEE_REPORT, Target(VILLAGE), False),
        (Role.ADMIN, Action.SEE_CHILD, Target(VILLAGE), False),  # runs the machine, sees no child
    ],
)
def test_promises(role, action, target, allowed):
    assert may([Grant(role, HOME[role])], action, target) is allowed


def test_each_row_stands_once():
    assert len(set(RIGHTS)) == len(RIGHTS)
