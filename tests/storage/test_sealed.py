"""Sealed text: a stolen file tells nothing, and what was touched does not open."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import StatementError

from storage.engine import Engine, open_engine
from storage.schema import prepare
from storage.sealed import BrokenSeal, NoKey, Sealed, WrongKey, code_key, derive_keys, digest, give_keys
from storage.tables import child, person
from tests.support.databases import KEY
from tests.support.moments import NOW

NAME = "Lò Thị Mây"
OTHER_KEY = bytes(reversed(KEY))


@pytest.fixture
def someone(conn) -> int:
    """A person with a name."""
    return conn.execute(insert(person), {"name": NAME, "created_at": NOW}).inserted_primary_key[0]


def test_text_comes_back(conn, someone):
    assert conn.scalar(select(person.c.name).where(person.c.id == someone)) == NAME


def test_no_text_stays_no_text(conn):
    made = conn.execute(insert(person), {"name": None, "created_at": NOW}).inserted_primary_key[0]
    assert conn.scalar(text("SELECT name FROM person WHERE id = :id"), {"id": made}) is None
    assert conn.scalar(select(person.c.name).where(person.c.id == made)) is None


def test_a_stolen_file_tells_no_name(sqlite_engine: Engine):
    with sqlite_engine.begin() as conn:
        conn.execute(insert(person), [{"name": NAME, "created_at": NOW}] * 50)
        conn.execute(text("INSERT INTO setting VALUES ('seen', 'plain words')"))
    path = Path(str(sqlite_engine.url.database))
    stolen = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"plain words" in stolen
    assert NAME.encode() not in stolen
    assert "Mây".encode() not in stolen


@pytest.mark.parametrize("broken", ["flipped", "cut", "empty", "another version"])
def test_a_changed_value_does_not_open(conn, someone, broken):
    raw = bytes(conn.scalar(text("SELECT name FROM person WHERE id = :id"), {"id": someone}))
    value = {
        "flipped": raw[:-1] + bytes([raw[-1] ^ 1]),
        "cut": raw[:9],
        "empty": b"",
        "another version": b"\x02" + raw[1:],
    }[broken]
    conn.execute(text("UPDATE person SET name = :value WHERE id = :id"), {"value": value, "id": someone})
    with pytest.raises(BrokenSeal, match=r"person\.name"):
        conn.execute(select(person.c.name).where(person.c.id == someone)).all()


def test_a_moved_value_does_not_open(conn, someone):
    moved = select(text("name")).select_from(text("person")).where(text(f"id = {someone}"))
    columns = "INSERT INTO place (id, kind, code, name) VALUES (900001, 'commune', 'C', 'C')"
    conn.execute(text(columns))
    conn.execute(insert(child), {"commune_id": 900001, "code": "1", "created_at": NOW})
    conn.execute(text(f"UPDATE child SET mother = ({moved})"))
    with pytest.raises(BrokenSeal, match=r"child\.mother"):
        conn.execute(select(child.c.mother)).all()


def test_equal_texts_look_different(conn):
    conn.execute(insert(person), [{"name": NAME, "created_at": NOW}] * 2)
    raw = [bytes(value) for value in conn.scalars(text("SELECT name FROM person WHERE name IS NOT NULL"))]
    assert len(set(raw)) == len(raw)


@pytest.mark.parametrize(
    "question",
    [
        lambda name: name == NAME,
        lambda name: name != NAME,
        lambda name: name.in_([NAME]),
        lambda name: name.like("Lò%"),
        lambda name: name.desc(),
    ],
)
def test_a_question_that_would_find_nothing_is_refused(question):
    with pytest.raises(TypeError, match="digest"):
        question(person.c.name)


def test_whether_there_is_a_text_can_be_asked(conn, someone):
    unnamed = conn.execute(insert(person), {"created_at": NOW}).inserted_primary_key[0]
    ids = select(person.c.id).where(person.c.id.in_([someone, unnamed]))
    assert conn.scalar(ids.where(person.c.name.is_(None))) == unnamed
    assert conn.scalar(ids.where(person.c.name.is_not(None))) == someone


def test_another_key_is_refused_at_once(url):
    for writer in (True, False):
        with pytest.raises(WrongKey, match="BEKHOE_KEY"):
            open_engine(url, OTHER_KEY, writer=writer)


def test_a_key_of_another_length_is_refused(url):
    with pytest.raises(ValueError, match="32"):
        open_engine(url, b"short", writer=True)


def test_an_engine_without_a_key_reads_no_name(sqlite_engine):
    keyless = create_engine(sqlite_engine.url)
    with keyless.connect() as conn, pytest.raises(StatementError, match="open_engine") as refused:
        conn.execute(insert(person), {"name": NAME, "created_at": NOW})
    assert isinstance(refused.value.orig, NoKey)
    keyless.dispose()


def test_two_engines_keep_their_own_keys(sqlite):
    seen = []
    for key in (KEY, OTHER_KEY):
        engine = open_engine(sqlite.empty(), key, writer=True)
        prepare(engine)
        with engine.begin() as conn:
            conn.execute(insert(person), {"name": NAME, "created_at": NOW})
            seen.append((conn.scalar(select(person.c.name)), digest(conn, NAME), code_key(conn)))
        engine.dispose()
    (name, *first), (same, *second) = seen
    assert name == same == NAME
    assert not set(first) & set(second)


def test_a_digest_finds_and_does_not_tell(conn):
    assert digest(conn, "+84912345678") == digest(conn, "+84912345678")
    assert digest(conn, "+84912345678") != digest(conn, "+84912345679")
    assert len(digest(conn, "")) == 64
    assert len(code_key(conn)) == 32


def test_keys_show_nothing():
    shown = repr(derive_keys(KEY))
    assert derive_keys(KEY).check not in shown
    assert "check" not in shown


@given(st.text(), st.sampled_from(["person.name", "inbox.text"]))
def test_whatever_is_sealed_opens_under_its_purpose_alone(value, purpose):
    dialect = create_engine("sqlite://").dialect
    give_keys(dialect, derive_keys(KEY))
    sealed = Sealed(purpose).process_bind_param(value, dialect)
    assert sealed is not None
    assert Sealed(purpose).process_result_value(sealed, dialect) == value
    with pytest.raises(BrokenSeal):
        Sealed("another").process_result_value(sealed, dialect)
