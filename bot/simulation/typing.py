"""How people type: with or without accents, with a slip now and then in a name, and days as they are said."""

from datetime import date
from random import Random
from typing import Final

from health.population import Population
from messages.sms import fold

SURNAMES: Final = ("Lò", "Vàng", "Giàng", "Sùng", "Thào", "Tẩn", "Lù", "Hoàng", "Nông", "Mùa", "Phàn", "Chẻo")
GIVEN: Final = (
    *("Mây", "Dua", "Hoa", "Mai", "Pâng", "Say", "Moi", "Thanh", "Xuân", "Liên", "Mẩy", "Chá", "Dợ", "Sáo", "Vân"),
    *("Pà", "Súa", "Nga", "Thơm", "Hiền", "Ngân", "Lan", "Phương", "Yến", "Đào"),
)
MIDDLE: Final = ("Thị",)


def mother_name(random: Random) -> str:
    """A name for a mother."""
    return " ".join((random.choice(SURNAMES), random.choice(MIDDLE), random.choice(GIVEN)))


def typed(random: Random, figures: Population, text: str) -> str:
    """A text as it leaves somebody's thumbs."""
    return fold(text) if random.random() * 100 < figures.without_accents else text


def slipped(random: Random, figures: Population, name: str) -> str:
    """A name, sometimes with a letter left out of its middle."""
    if random.random() * 100 >= figures.typos or len(name) < 8:
        return name
    at = random.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :] if name[at] != " " else name


def day_words(day: date, today: date) -> str:
    """A day as it is said."""
    near = {0: "hôm nay", 1: "hôm qua", 2: "hôm kia"}.get((today - day).days)
    return near or f"ngày {day.day}/{day.month}"


def weight_words(weight_g: int) -> str:
    """ "3kg1"."""
    kilos, rest = divmod(weight_g, 1000)
    return f"{kilos}kg{rest // 100}" if rest >= 100 else f"{kilos}kg"
