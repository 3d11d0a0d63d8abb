"""Classes of wording once misread, one line of each beside what it means."""

import pytest

from messages.reading.understand import understand
from messages.reading.understanding import Kind
from tests.messages.reading.sample import CONTEXT

KINDS = (
    ("Hôm qua ở bản em có cháu nhà anh Tủa chết đuối dưới suối, cháu 3 tuổi", Kind.DEATH),
    ("be nha Lan mat roi c a", Kind.DEATH),
    ("con gai chi Hoa bo nha di roi, tim khong thay", Kind.NONE),
    ("neu be ho thi sao", Kind.QUESTION),
    ("be ho thi lam sao", Kind.QUESTION),
    ("ho co sao khong", Kind.QUESTION),
    ("be di ngoai thi cho uong gi", Kind.QUESTION),
    ("tuong sinh con trai ai ngo lai con gai, 3kg, sang nay, tram", Kind.BIRTH),
    ("tuan nay thon em yen", Kind.ZERO),
    ("binh thuong", Kind.ZERO),
    ("chua thay gi", Kind.ZERO),
    ("anh Páo ngã gãy chân nằm viện", Kind.NONE),
)
SIGNS = (
    ("me chau sau de 5 ngay sot cao, san dich hoi", ("maternal_infection",)),
    ("chị Hoa sau đẻ 3 ngày co giật", ("maternal_head",)),
    ("sau sinh em chỉ muốn chết quách đi", ("maternal_mind",)),
    ("bé tiêm xong về khóc thét từng cơn không nín", ("screaming",)),
)
DATES = (
    ("chi Sua de con trai thang truoc ngay 20 o tram 3kg", "2026-03-20"),
    ("1 be trai sinh t7 tuan truoc o tram 3k2", "2026-04-18"),
    ("bé sinh tuần trước thứ 5 ở trạm 3kg", "2026-04-16"),
)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: Kind) -> None:
    assert understand(text, CONTEXT).kind is kind


@pytest.mark.parametrize(("text", "signs"), SIGNS)
def test_whose_signs(text: str, signs: tuple[str, ...]) -> None:
    assert understand(text, CONTEXT).signs == signs


@pytest.mark.parametrize(("text", "day"), DATES)
def test_days(text: str, day: str) -> None:
    (report,) = understand(text, CONTEXT).reports
    assert str(report.fields["date_of_birth"].value) == day
    assert "name" not in report.fields


@pytest.mark.parametrize("text", ["be tiem lao", "chau tiem soi hom qua", "vgb cho be Pao"])
def test_a_vaccine_named_with_its_verb_is_sure(text: str) -> None:
    (report,) = understand(text, CONTEXT).reports
    assert report.fields["vaccine"].sure
