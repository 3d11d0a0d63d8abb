"""How children are found."""

from storage import children
from storage.engine import Connection


def test_a_name_is_looked_for_in_its_index(sqlite_conn: Connection) -> None:
    """Through the commune's index it would cost a look at every child on record."""
    statement = children._BY_NAME.compile(sqlite_conn.engine)
    plan = sqlite_conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (0, 1, "given", "full", 50, 0)).all()
    used = " ".join(str(step.detail) for step in plan)
    assert "ix_child_mother_given_key" in used
    assert "ix_child_name_key" in used
    assert "ix_child_commune" not in used
