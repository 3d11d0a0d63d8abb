"""Every row of a commune carries it."""

from storage.tables import metadata

OF_NO_COMMUNE = {"setting", "counter", "code_try"}  # of the program, or of an address nobody knows yet
OF_A_PERSON = {"contact", "person_role"}  # move with their person


def test_every_table_of_a_commune_has_its_column() -> None:
    without = {name for name, table in metadata.tables.items() if "commune_id" not in table.c}
    assert without == OF_NO_COMMUNE | OF_A_PERSON
