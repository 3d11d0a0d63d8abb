"""Who may do what, and where: one table, read top to bottom. What it does not say is not allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str, ...]  # codes from the top of the place tree down, e.g. ("BINHLU", "B01")


class Role(StrEnum):
    """What a person is; a person may be several, and a stranger is none."""

    CAREGIVER = "caregiver"
    COLLABORATOR = "collaborator"
    STAFF = "staff"
    ADMIN = "admin"


class Action(StrEnum):
    """What can be done."""

    REPORT = "report"  # tell of a birth, death, dose or quiet week
    CORRECT_OWN = "correct_own"  # change or withdraw one's own report
    CORRECT_ANY = "correct_any"  # change or withdraw anybody's report
    SEE_COUNTS = "see_counts"
    SEE_CHILD = "see_child"  # sex, dates, doses, what was sent
    SEE_REPORT = "see_report"  # one report with its trail and the messages behind it
    HOLD_CHILD = "hold_child"  # stop all about a child from the first word of a death
    ENROL_CAREGIVER = "enrol_caregiver"  # name a number that is then asked for consent
    INVITE = "invite"  # a collaborator
    INVITE_STAFF = "invite_staff"  # staff or another admin
    RUN_STATION = "run_station"  # immunisation days, leave, sign-off of texts
    READ_QUEUE = "read_queue"  # messages that the bot could not read, and answer them
    RECEIVE_ALERTS = "receive_alerts"
    PRACTISE = "practise"
    SEE_OWN_DATA = "see_own_data"
    ERASE_OWN_DATA = "erase_own_data"


class Scope(StrEnum):
    """Where a right holds."""

    SELF = "self"  # about oneself: one's own data, reports, practice
    OWN_CHILD = "own_child"  # a child in one's care
    OWN_VILLAGE = "own_village"  # exactly the place of the grant
    OWN_COMMUNE = "own_commune"  # the commune that the village of the grant lies in, and its villages
    COMMUNE = "commune"  # the place of the grant and all below it
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds at a place."""

    role: Role
    place: Path


@dataclass(frozen=True, slots=True)
class Target:
    """What an action is about."""

    place: Path = ()  # () for something that belongs to no place
    is_self: bool = False  # the person's own data or report
    is_own_child: bool = False  # a child in the person's care


RIGHTS: tuple[tuple[Role, Action, Scope], ...] = (
    (Role.CAREGIVER, Action.REPORT, Scope.OWN_CHILD),
    (Role.CAREGIVER, Action.CORRECT_OWN, Scope.SELF),
    (Role.CAREGIVER, Action.SEE_CHILD, Scope.OWN_CHILD),
    (Role.CAREGIVER, Action.HOLD_CHILD, Scope.OWN_CHILD),
    (Role.CAREGIVER, Action.SEE_OWN_DATA, Scope.SELF),
    (Role.CAREGIVER, Action.ERASE_OWN_DATA, Scope.SELF),
    (Role.COLLABORATOR, Action.REPORT, Scope.OWN_COMMUNE),  # a neighbour's birth is heard in the next village
    (Role.COLLABORATOR, Action.CORRECT_OWN, Scope.SELF),
    (Role.COLLABORATOR, Action.SEE_COUNTS, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.SEE_CHILD, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.SEE_REPORT, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.HOLD_CHILD, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.ENROL_CAREGIVER, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.RECEIVE_ALERTS, Scope.OWN_VILLAGE),
    (Role.COLLABORATOR, Action.PRACTISE, Scope.SELF),
    (Role.COLLABORATOR, Action.SEE_OWN_DATA, Scope.SELF),
    (Role.COLLABORATOR, Action.ERASE_OWN_DATA, Scope.SELF),
    (Role.STAFF, Action.REPORT, Scope.COMMUNE),
    (Role.STAFF, Action.CORRECT_OWN, Scope.SELF),
    (Role.STAFF, Action.CORRECT_ANY, Scope.COMMUNE),
    (Role.STAFF, Action.SEE_COUNTS, Scope.COMMUNE),
    (Role.STAFF, Action.SEE_CHILD, Scope.COMMUNE),
    (Role.STAFF, Action.SEE_REPORT, Scope.COMMUNE),
    (Role.STAFF, Action.HOLD_CHILD, Scope.COMMUNE),
    (Role.STAFF, Action.ENROL_CAREGIVER, Scope.COMMUNE),
    (Role.STAFF, Action.INVITE, Scope.COMMUNE),
    (Role.STAFF, Action.RUN_STATION, Scope.COMMUNE),
    (Role.STAFF, Action.READ_QUEUE, Scope.COMMUNE),
    (Role.STAFF, Action.RECEIVE_ALERTS, Scope.COMMUNE),
    (Role.STAFF, Action.PRACTISE, Scope.SELF),
    (Role.STAFF, Action.SEE_OWN_DATA, Scope.SELF),
    (Role.STAFF, Action.ERASE_OWN_DATA, Scope.SELF),
    (Role.ADMIN, Action.SEE_COUNTS, Scope.EVERYTHING),
    (Role.ADMIN, Action.INVITE, Scope.EVERYTHING),
    (Role.ADMIN, Action.INVITE_STAFF, Scope.EVERYTHING),
    (Role.ADMIN, Action.RUN_STATION, Scope.EVERYTHING),
    (Role.ADMIN, Action.READ_QUEUE, Scope.EVERYTHING),  # hears of them while there is no staff
    (Role.ADMIN, Action.SEE_OWN_DATA, Scope.SELF),
    (Role.ADMIN, Action.ERASE_OWN_DATA, Scope.SELF),
)


def may(grants: Iterable[Grant], action: Action, target: Target) -> bool:
    """Whether a person with these grants may do this. No grants, no rights."""
    return any(
        row_action is action and role is grant.role and _covers(scope, grant, target)
        for grant in grants
        for role, row_action, scope in RIGHTS
    )


def _covers(scope: Scope, grant: Grant, target: Target) -> bool:
    match scope:
        case Scope.SELF:
            return target.is_self
        case Scope.OWN_CHILD:
            return target.is_own_child
        case Scope.OWN_VILLAGE:
            return bool(grant.place) and target.place == grant.place
        case Scope.OWN_COMMUNE:
            return len(grant.place) > 1 and target.place[: len(grant.place) - 1] == grant.place[:-1]
        case Scope.COMMUNE:
            return bool(grant.place) and target.place[: len(grant.place)] == grant.place
        case Scope.EVERYTHING:
            return True
