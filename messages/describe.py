"""Phrases for what was reported, in the corpus protocol's field names, ready to be put into a line.

`fields` may hold any part of a report. `village` is the village's name here (not its code); `attendant_words`, if
given, says in the reporter's words who delivered. A field in `unsure` is marked with a question mark.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.units import format_unit

from health.events import Age
from messages.days import day, short_day
from messages.forms import Field
from messages.render import say
from messages.texts import load_texts
from messages.voice import Voice

Fields = Mapping[str, object]
BABY: Final = {"f": "baby_girl", "m": "baby_boy"}
MATERNAL: Final = "maternal_"  # how the codes of a woman's signs begin
# A child who cannot swallow or wake, or who may choke on what is given.
NOTHING_BY_MOUTH: Final = frozenset(
    {"convulsion", "lethargic", "stiff", "cannot_swallow", "poisoning", "injury", "vomits_everything"}
)


@dataclass(frozen=True, slots=True)
class _Teller:
    """One report as it is told: its fields, those that are unsure, and to whom."""

    fields: Fields
    unsure: Collection[str]
    voice: Voice

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def of(self, name: str, key: str, shown: str | None = None, **more: str) -> str:
        """The text `key` with this field in it, marked if unsure; empty if nothing is known of the field."""
        if not self.has(name):
            return ""
        value = str(self.fields[name]) if shown is None else shown
        return say(key, self.voice, {name: value, **more}) + self.mark(name)

    def mark(self, *names: str) -> str:
        return "?" if any(name in self.unsure for name in names) else ""

    def coded(self, name: str, prefix: str) -> str:
        """A value of a closed set by its own text: place "home" is the text `place_home`."""
        return say(f"{prefix}_{self.fields[name]}", self.voice) + self.mark(name) if self.has(name) else ""


def birth_phrase(fields: Fields, unsure: Collection[str], voice: Voice) -> str:
    """ "bé gái 3100g, CN 19/4, tại trạm, mẹ Lò Thị Mây, Bản Pa Pe"; "đẻ tại nhà" where nothing tells of the baby."""
    tell = _Teller(fields, unsure, voice)
    baby = _baby_born(tell)
    place = tell.coded("place", "place")
    if place and not baby:
        place = say("gave_birth", voice, {"place": place})
    return _joined(
        baby,
        _day_of(tell, "date_of_birth"),
        place,
        _attendant(tell),
        tell.of("mother", "mother"),
        _bare(tell, "village"),
    )


def death_phrase(fields: Fields, unsure: Collection[str], voice: Voice) -> str:
    """ "bé gái con chị Lò Thị Mây, 12 ngày tuổi, mất hôm nay 1/5, tại nhà, do viêm phổi"."""
    tell = _Teller(fields, unsure, voice)
    return _joined(
        _who_died(tell),
        age_phrase(fields["age"], voice) + tell.mark("age") if tell.has("age") else "",
        _died(tell),
        tell.coded("place", "place"),
        _cause(tell),
        _bare(tell, "village"),
    )


def dose_phrase(fields: Fields, unsure: Collection[str], voice: Voice) -> str:
    """ "sởi mũi 1, 3 bé, T2 20/4"; `before` = {"dose": 1, "date": date} adds "(mũi 1: 18/6)" after the vaccine."""
    tell = _Teller(fields, unsure, voice)
    return _joined(
        _vaccine(tell) + _dose_before(tell),
        tell.of("count", "children_count"),
        _bare(tell, "child"),
        _bare(tell, "name"),
        tell.of("mother", "mother"),
        _day_of(tell, "date"),
        _bare(tell, "village"),
    )


def child_phrase(fields: Fields, unsure: Collection[str], voice: Voice) -> str:
    """ "bé gái, sinh 19/4": a child as its family is told of it."""
    tell = _Teller(fields, unsure, voice)
    born = fields.get("date_of_birth")
    when = say("born_on", voice, {"date": short_day(born, voice)}) if isinstance(born, date) else ""
    return _joined(baby_word(fields, voice) + tell.mark("sex"), when + tell.mark("date_of_birth") if when else "")


def baby_word(fields: Fields, voice: Voice) -> str:
    """ "bé gái", "bé trai", or "bé" where the sex is not known."""
    return say(BABY.get(str(fields.get("sex", "")), "baby"), voice)


def age_phrase(age: object, voice: Voice) -> str:
    """ "12 ngày tuổi", "8 tháng tuổi", "2 tuổi"."""
    if not isinstance(age, Age):
        raise TypeError("an age is given as health.events.Age")
    if age.years is not None:
        return say("age_years", voice, {"years": age.years})
    unit, count = ("day", age.days) if age.days is not None else ("month", age.months or 0)
    return say("age_old", voice, {"age": _counted(count or 0, unit, voice)})


def age_on(born: date, when: date, voice: Voice) -> str:
    """How old a child born on one day is on another: "12 ngày", "8 tháng 20 ngày"; whole months once there is one."""
    months = (when.year - born.year) * 12 + when.month - born.month - (when.day < born.day)
    if months < 1:
        return _counted((when - born).days, "day", voice)
    days = (when - _months_after(born, months)).days
    return " ".join([_counted(months, "month", voice), *([_counted(days, "day", voice)] if days else [])])


def spoken_day(when: date, voice: Voice) -> str:
    """ "hôm nay 1/5", "hôm qua 30/4", else "T7 18/4"."""
    near = {voice.today: "today_date", voice.today - timedelta(days=1): "yesterday_date"}.get(when)
    return say(near, voice, {"date": short_day(when, voice)}) if near else day(when, voice)


def vaccine_name(code: str, voice: Voice) -> str:
    """The vaccine as villagers call it: "5 trong 1" for DTP-HB-Hib."""
    return say(f"vaccine_{code}", voice)


def signs_phrase(signs: Sequence[str], voice: Voice) -> str:
    """Danger signs by their codes: "không bú được, thở nhanh". A sign without a name never keeps the answer back."""
    known = (f"sign_{sign}" if f"sign_{sign}" in load_texts() else "sign_other" for sign in signs)
    return ", ".join(say(key, voice) for key in dict.fromkeys(known)) or say("sign_other", voice)


def danger_key(signs: Collection[str]) -> str:
    """The safe answer: a mother's, that to stay beside her, nothing by mouth, or to feed on."""
    if signs and all(sign.startswith(MATERNAL) for sign in signs):
        return "danger_mother_mind" if "maternal_mind" in signs else "danger_mother"
    return "danger" if NOTHING_BY_MOUTH.isdisjoint(signs) else "danger_nothing_by_mouth"


def missing_phrases(fields: Iterable[Field], voice: Voice, village: str = "") -> dict[str, str]:
    """What the text `missing` needs: the names of the fields and an answer to them, as people type it."""
    asked = tuple(fields)
    return {
        "fields": ", ".join(say(one.label, voice) for one in asked if one.label),
        "examples": ", ".join(say(one.example, voice, {"village": village}) for one in asked if one.example),
    }


def labelled(field: Field, voice: Voice) -> tuple[tuple[str, str], ...]:
    """The choices of a field as (code, label), for buttons."""
    return tuple((choice.code, say(choice.label, voice)) for choice in field.choices)


def choices_phrase(labels: Sequence[str]) -> str:
    """Numbered answers in one line: "1 Lò A Sáng 2 Lò A Páo"."""
    return " ".join(f"{number} {label}" for number, label in enumerate(labels, 1))


def _baby_born(tell: _Teller) -> str:
    weight = tell.of("weight_g", "weight", grams=str(tell.fields.get("weight_g")))
    if not any(tell.has(name) for name in ("sex", "name")):
        return weight
    baby = _baby_named(tell)
    return say("weighed", tell.voice, {"baby": baby, "weight": weight}) if weight else baby


def _baby_named(tell: _Teller) -> str:
    """The baby by its sex and, where known, its name: "bé gái Lò Thị Na?"."""
    baby = baby_word(tell.fields, tell.voice) + tell.mark("sex")
    if not tell.has("name"):
        return baby
    return say("baby_named", tell.voice, {"baby": baby, "name": str(tell.fields["name"])}) + tell.mark("name")


def _attendant(tell: _Teller) -> str:
    said = tell.fields.get("attendant_words")
    if said:
        return say("attended", tell.voice, {"who": str(said)}) + tell.mark("attendant")
    return tell.coded("attendant", "attendant")


def _who_died(tell: _Teller) -> str:
    if tell.has("maternal"):
        return tell.of("name", "maternal_death") or say("maternal_death_unnamed", tell.voice)
    if tell.has("stillbirth"):
        return tell.of("mother", "stillbirth_of") or say("stillbirth", tell.voice)
    baby = _baby_named(tell)
    return tell.of("mother", "baby_of", baby=baby) or baby


def _died(tell: _Teller) -> str:
    when = tell.fields.get("date")
    if isinstance(when, date):
        spoken = spoken_day(when, tell.voice) + tell.mark("date")
        already_said = tell.has("stillbirth") or tell.has("maternal")
        return spoken if already_said else say("died", tell.voice, {"date": spoken})
    return ""


def _cause(tell: _Teller) -> str:
    cause = tell.coded("cause", "cause")
    if not cause or tell.fields["cause"] == "unknown":
        return cause
    return say("cause_of", tell.voice, {"cause": cause})


def _vaccine(tell: _Teller) -> str:
    known = tell.has("vaccine")
    name = vaccine_name(str(tell.fields["vaccine"]), tell.voice) if known else say("vaccine_unnamed", tell.voice)
    return tell.of("dose", "dose_order", vaccine=name + tell.mark("vaccine")) or name + tell.mark("vaccine")


def _dose_before(tell: _Teller) -> str:
    before = tell.fields.get("before")
    if not isinstance(before, Mapping):
        return ""
    params = {"dose": before["dose"], "date": short_day(before["date"], tell.voice)}
    return f" ({say('dose_before', tell.voice, params)})"


def _day_of(tell: _Teller, name: str) -> str:
    when = tell.fields.get(name)
    return day(when, tell.voice) + tell.mark(name) if isinstance(when, date) else ""


def _bare(tell: _Teller, name: str) -> str:
    return f"{tell.fields[name]}{tell.mark(name)}" if tell.has(name) else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _counted(count: int, unit: str, voice: Voice) -> str:
    """A number of days or months as the language counts them (CLDR's short form: Vietnamese has no long one)."""
    return format_unit(count, unit, length="short", locale=voice.language)


def _months_after(born: date, months: int) -> date:
    """The same day of a later month, its last day where that month is shorter."""
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    for last in (born.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, born.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
