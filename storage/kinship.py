"""What caregivers are to their children, and who of them is under 18, as they or the village told."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from health.kin import Kin
from storage.belonging import commune_of
from storage.kin_tables import kinship, young_carer
from storage.tables import child

_KIN = select(kinship.c.child_id, kinship.c.kin).where(kinship.c.person_id == bindparam("person"))
_CARERS = select(kinship.c.person_id, kinship.c.kin).where(kinship.c.child_id == bindparam("child"))
_DROP = delete(kinship).where(kinship.c.person_id == bindparam("who"), kinship.c.child_id == bindparam("whose"))
_DROP_ALL = delete(kinship).where(kinship.c.person_id == bindparam("who"))
_DROP_YOUNG = delete(young_carer).where(young_carer.c.person_id == bindparam("who"))
_ADD = insert(kinship).values(commune_id=commune_of(child))
_YOUNG = select(young_carer.c.until).where(young_carer.c.person_id == bindparam("person"))
_ADD_YOUNG = insert(young_carer).values(commune_id=commune_of(child))


def of_person(conn: Connection, person_id: int) -> Mapping[int, Kin]:
    """What the person is to each child, by the child's id, where that was told."""
    return {row.child_id: Kin(row.kin) for row in conn.execute(_KIN, {"person": person_id})}


def of_child(conn: Connection, child_id: int) -> Mapping[int, Kin]:
    """What each person is to the child, by the person's id, where that was told."""
    return {row.person_id: Kin(row.kin) for row in conn.execute(_CARERS, {"child": child_id})}


def put(conn: Connection, person_id: int, child_id: int, kin: Kin, at: datetime) -> None:
    """The person is this to the child; the latest word holds."""
    drop(conn, person_id, child_id)
    row = {"owner": child_id, "person_id": person_id, "child_id": child_id, "kin": kin.value, "at": at}
    conn.execute(_ADD, row)


def drop(conn: Connection, person_id: int, child_id: int) -> None:
    """The person is nothing to the child."""
    conn.execute(_DROP, {"who": person_id, "whose": child_id})


def forget(conn: Connection, person_id: int) -> None:
    """Nothing is known of the person: the number is somebody else's."""
    for drop in (_DROP_ALL, _DROP_YOUNG):
        conn.execute(drop, {"who": person_id})


def young_until(conn: Connection, person_id: int) -> date | None:
    """Until when the person may be under 18, where that was told."""
    day: date | None = conn.execute(_YOUNG, {"person": person_id}).scalar_one_or_none()
    return day


def put_young(conn: Connection, person_id: int, child_id: int, until: date, at: datetime) -> None:
    """The person, a parent of this child, is under 18; told once."""
    conn.execute(_ADD_YOUNG, {"owner": child_id, "person_id": person_id, "until": until, "at": at})
