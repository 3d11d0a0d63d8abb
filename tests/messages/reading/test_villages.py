"""Villages misspelt: known again where there is no doubt, asked for where there is, never another's."""

import pytest

from messages.reading.gazetteer import CLOSE_ENOUGH, gazetteer, sample_villages
from messages.reading.understand import understand
from messages.reading.understanding import Context, VillageName
from tests.corpus.villages import ELSEWHERE, elsewhere, misspelt, rows
from tests.messages.reading.sample import CONTEXT, TODAY

# A commune whose places file knows former and short names, and two villages that sound alike.
RENAMED = (
    VillageName("B01", ("Bản Pa Pe", "Pa Pe 1", "Cò Lá")),
    VillageName("B02", ("Nà Luồng",)),
    VillageName("B03", ("Nà Luông Mới",)),
    VillageName("B04", ("Phiêng Tiên",)),
    VillageName("B05", ("Phiêng Hiên",)),
)


def villages_of(text: str, context: Context = CONTEXT) -> set[str | None]:
    """The villages read from a text; None for one that is asked for, the sender's own where none was seen."""
    reports = understand(text, context).reports
    return {
        None if "village" in report.missing else str(report.fields["village"].value)
        for report in reports
        if "village" in report.missing or ("village" in report.fields and report.fields["village"].end)
    }


def told(said: str) -> str:
    """A birth in a village."""
    return f"Bé gái sinh hôm qua 3kg2 ở bản {said}"


def test_a_slip_is_read_right_or_asked_for() -> None:
    slips = misspelt()
    assert [slip for slip in slips if not villages_of(told(slip[1].title())) <= {slip[2], None}] == []
    assert [slip for slip in slips if not villages_of(told(slip[1]).lower()) <= {slip[2], None}] == []


def test_another_village_is_never_one_of_ours() -> None:
    assert [name for name in ELSEWHERE.split(", ") if villages_of(told(name.removeprefix("Bản "))) != {None}] == []
    # In small letters without accents these three go on with "qua", "về", "xin": then the part is taken.
    doubtful = {"tong qua lin", "pa ve su", "pho xin chai"}
    assert {name for name in elsewhere() if not villages_of(told(name)) <= {None}} <= doubtful


def test_the_threshold_is_measured() -> None:
    """Where the table stands; docs/reading.md shows all of it."""
    below, chosen, above = (shares for _, shares in rows((70, CLOSE_ENOUGH, 84)))
    assert chosen["the wrong one"] == chosen["other villages"] == 0
    assert below["other villages"] > 0
    assert max(chosen["ordinary words"], chosen["people"]) < 0.002
    kinds = ("one letter missing", "one letter doubled", "a space missing")
    assert [chosen[kind] for kind in kinds] == [1, 1, 1]
    assert min(chosen["two letters swapped"], chosen["one letter wrong"]) > 0.7
    assert above["one letter wrong"] < chosen["one letter wrong"] - 0.1


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Pa Pe", "B01"),
        ("Pa Pe 1", "B01"),
        ("Cò Lá", "B01"),  # a former name
        ("co la", "B01"),
        ("co laa", "B01"),
        ("Na Luong", "B02"),
        ("phieng tien", "B04"),
        ("Phiêng Iên", None),  # as near to Phiêng Tiên as to Phiêng Hiên
        ("phieng", None),
    ],
)
def test_short_and_former_names(said: str, read: str | None) -> None:
    assert villages_of(told(said), Context(TODAY, "B02", RENAMED)) == {read}


def test_two_as_close_are_asked_for() -> None:
    villages = gazetteer(RENAMED)
    assert villages.closest(("phieng", "ien")) is None
    assert gazetteer(sample_villages()).closest(("tong", "phan")) == "B05"
