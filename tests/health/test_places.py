import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from health.faults import DataError
from health.places import PlaceKind, parse_places, path_of
from health.sessions import SessionRule
from health.shipped import load_sample_places

HEAD = 'id = "x"\nversion = "1"\nsource = "s"\n'
COMMUNE = (
    '\n[[place]]\nkind = "commune"\ncode = "C"\nname = "xã C"\n'
    'phone = "0213 3000 115"\nimmunisation_days = ["5", "thứ 4"]\n'
)
VILLAGE = '\n# bản\n[[place]]\nkind = "village"\ncode = "V"\nparent = "C"\nname = "Bản V"\n'


def test_the_sample_commune():
    places = load_sample_places()
    assert [place.code for place in places] == ["BINHLU", *(f"B0{n}" for n in range(1, 9))]
    commune = places[0]
    assert {"Bình Lư", "Bình Lưu"} <= set(commune.names)
    assert commune.phone == "02133000115"
    assert commune.sessions == (SessionRule(day=5), SessionRule(day=20))
    assert path_of("B01", places) == ("BINHLU", "B01")
    assert "Pa Pe" in places[1].names


def test_parents_come_before_children_whatever_the_order_of_the_file():
    places = parse_places(HEAD + VILLAGE + COMMUNE, "x.toml")
    assert [place.kind for place in places] == [PlaceKind.COMMUNE, PlaceKind.VILLAGE]


def test_csv_reads_the_same():
    text = (
        "\ufeffkind;code;name;parent;phone;immunisation_days;short_names\n"
        "commune;C;xã C;;0213 3000 115;5,thứ 4;\n"
        "village;V;Bản V;C;;;V một\n"
    )
    with pytest.raises(DataError, match="line 2: immunisation_days '5,thứ 4' is no rule"):
        parse_places(text, "x.csv")
    text = text.replace("5,thứ 4", '"5;thứ 4"')
    commune, village = parse_places(text, "x.csv")
    assert (commune,) == parse_places(HEAD + COMMUNE, "x.toml")
    assert village.short_names == ("V một",)


def error_of(text, file="xa.toml"):
    with pytest.raises(DataError) as error:
        parse_places(text, file)
    assert str(error.value).startswith(file)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + COMMUNE + COMMUNE, "line 14: code 'C' stands here twice: take one out or give it another code"),
        (HEAD + VILLAGE, "line 9: parent 'C' is no place of this list: add that place or correct the code"),
        (HEAD + COMMUNE + VILLAGE.replace('parent = "C"\n', ""), "line 13: parent is missing: write it"),
        (HEAD + COMMUNE.replace('name = "xã C"', ""), "line 5: name is missing: write it"),
        (HEAD + COMMUNE.replace('"xã C"', '""'), "line 8: name is missing: write it"),
        (HEAD + COMMUNE.replace("0213 3000 115", "0213"), "line 9: phone '0213' is not a telephone number"),
        (HEAD + COMMUNE.replace('"5"', '"40"'), "line 10: immunisation_days '40' is no rule for a day"),
        (HEAD + COMMUNE.replace('["5", "thứ 4"]', "5"), "line 10: immunisation_days '5' is not a list"),
        (HEAD + COMMUNE.replace('"commune"', '"xa"'), "line 6: kind 'xa' is not one of the words"),
        (HEAD + COMMUNE.replace("phone", "fone"), "line 9: fone 'fone' is no known name"),
        (HEAD + COMMUNE + VILLAGE.replace('"C"', '"V"'), "line 16: parent 'V' holds itself"),
        (HEAD + COMMUNE.replace("name", 'parent = "V"\nname') + VILLAGE, "holds itself"),
        (HEAD + COMMUNE + VILLAGE + VILLAGE.replace('"V"', '"W"').replace('"C"', '"V"'), "'V' is not a larger place"),
        (HEAD, "line 1: [[place]] nothing here"),
        (HEAD + "kind = commune\n", "line 4: file this cannot be read"),
        (HEAD + COMMUNE.replace('"xã C"', "7"), "line 8: name '7' is not a text"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_remedy(text, told):
    assert told in error_of(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind,code,name\ncommune,C,xã C\ncommune,C,xã D\n", "line 3: code 'C' stands here twice"),
        ("kind,code,name\ncommune,,xã C\n", "line 2: code is missing"),
        ("kind,code,name\n", "line 1: rows nothing here"),
        ("kind,code,ten\ncommune,C,xã C\n", "line 2: ten 'ten' is no known name"),
    ],
)
def test_a_wrong_csv_is_told_with_its_line(text, told):
    assert told in error_of(text, "xa.csv")


PIECES = st.sampled_from(
    [HEAD, COMMUNE, VILLAGE, "[[place]]", "[place]", "place = 1", 'name = "x"', "=", '"""', "\r", "a,b", "\0"]
)


def line_told(text, file):
    """The line that an error names, or None for a file that is taken."""
    try:
        assert parse_places(text, file)
    except DataError as error:
        return error.fault.line
    return None


@settings(max_examples=150)
@given(st.lists(PIECES | st.text(max_size=8), max_size=6), st.sampled_from(["x.toml", "x.csv"]))
def test_any_file_gives_places_or_an_error_with_a_line(pieces, file):
    line = line_told("\n".join(pieces), file)
    assert line is None or line >= 1
