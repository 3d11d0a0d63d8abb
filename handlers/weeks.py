"""The week's counts, asked for in chat and by the command line: one function for both."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.commands import AskWeek
from handlers.joining import village_named
from handlers.phrases import report_code
from handlers.replies import Reply, line
from handlers.scene import Scene, is_allowed
from health.counts import WeekCounts
from health.rights import Action, Role, Target
from health.weeks import Week, nth_week
from messages.days import day, week_span
from messages.render import say
from messages.texts import Line, Param
from messages.voice import Voice
from storage import people, places, weeks
from storage.engine import Connection
from storage.places import PlaceRow


@dataclass(frozen=True, slots=True)
class VillageWeek:
    """One village's week."""

    place: PlaceRow
    counts: WeekCounts
    reported: bool
    on_leave: bool  # said nothing, and nobody is there to say it
    silent_weeks: int  # in a row, this one included; 0 if it reported


@dataclass(frozen=True, slots=True)
class CommuneWeek:
    """One commune's week."""

    week: Week
    place: PlaceRow
    total: WeekCounts
    villages: tuple[VillageWeek, ...]

    @property
    def silent(self) -> tuple[VillageWeek, ...]:
        """Villages that said nothing though somebody was there."""
        return tuple(one for one in self.villages if not one.reported and not one.on_leave)

    @property
    def reported(self) -> tuple[VillageWeek, ...]:
        """Villages heard from, if only that nothing happened."""
        return tuple(one for one in self.villages if one.reported)


def commune_week(conn: Connection, commune: PlaceRow, week: Week) -> CommuneWeek:
    """Count a commune's week as its reports stand now."""
    counted = weeks.counts(conn, commune.id, week)
    heard = weeks.villages_heard(conn, commune.id, week)
    last = weeks.last_heard(conn, commune.id, week)
    away = people.on_leave(conn, week.monday, week.sunday)
    villages = []
    for place in places.villages(conn, commune.id):
        holders = people.holders(conn, Role.COLLABORATOR, place.id)
        reported = place.id in heard
        gone = bool(holders) and away.issuperset(holders) and not reported
        streak = 0 if reported else _streak(last.get(place.id), week)
        villages.append(VillageWeek(place, counted.get(place.id, WeekCounts()), reported, gone, streak))
    return CommuneWeek(week, commune, _total(conn, commune, week, counted.values()), tuple(villages))


def _total(conn: Connection, commune: PlaceRow, week: Week, counted: Iterable[WeekCounts]) -> WeekCounts:
    """The villages together, each child once."""
    total = sum(counted, start=WeekCounts())
    twice = weeks.vaccinated_in_several(conn, commune.id, week)
    return replace(total, children_vaccinated=total.children_vaccinated - twice)


def _streak(last: date | None, week: Week) -> int:
    """Silent weeks in a row; a village never heard of counts from this week."""
    return (week.monday - Week.of(last).monday).days // 7 if last else 1


def ask(conn: Connection, scene: Scene, command: AskWeek) -> list[Reply]:
    """TUAN: the commune's week for the station, the own village's for a collaborator."""
    try:
        week = week_meant(command, scene.today)
    except ValueError:
        return [scene.reply(line("week_unknown"))]
    asked = _places_asked(conn, scene, command)
    if not asked or not all(_may_see(conn, scene, place) for place in asked):
        return [scene.reply(line("no_right"))]
    return [scene.reply(*(line("week", week=str(week), place=place.id, person=scene.person.id) for place in asked))]


def _places_asked(conn: Connection, scene: Scene, command: AskWeek) -> tuple[PlaceRow, ...]:
    """The village that was named; else the commune for the station, the own villages for a collaborator."""
    named = village_named(conn, scene, command.about)
    if named:
        return (named,)
    if scene.commune and _may_see(conn, scene, scene.commune):
        return (scene.commune,)
    return scene.villages


def _may_see(conn: Connection, scene: Scene, place: PlaceRow) -> bool:
    return is_allowed(conn, scene.person, Action.SEE_COUNTS, Target(tuple(places.path(conn, place.id))))


_NUMBER = re.compile(r"\b(?:tuan|tuần)\s*(\d{1,2})\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:tuan|tuần)\s+(?:truoc|trước|vua roi|vừa rồi|vua qua|vừa qua)\b", re.IGNORECASE)


def week_meant(command: AskWeek, today: date) -> Week:
    """This week, "tuần trước" or "tuần 16"; ValueError for a week that no year has."""
    if command.back or _LAST.search(command.about):
        return Week.of(today).previous()
    if command.number is not None:
        return nth_week(command.number, today)
    number = _NUMBER.search(command.about)
    return nth_week(int(number[1]), today) if number else Week.of(today)


def week_lines(conn: Connection, params: Mapping[str, object], voice: Voice) -> tuple[Line, ...]:
    """The counts as they are when they are sent."""
    week, place = Week.parse(str(params["week"])), places.by_id(conn, int(str(params["place"])))
    whole = commune_week(conn, places.by_id(conn, place.commune_id or place.id), week)
    lines = counted_week_lines(conn, whole, place, voice)
    asker = people.get(conn, int(str(params["person"])))
    own = place.kind == "village" and asker.holds(Role.COLLABORATOR)
    return (*lines, _own_line(conn, asker.id, week)) if own else lines


def counted_week_lines(conn: Connection, whole: CommuneWeek, place: PlaceRow, voice: Voice) -> tuple[Line, ...]:
    """A commune's week, or one village of it, in words."""
    if place.kind == "commune":
        return _commune_lines(whole, voice)
    village = next(one for one in whole.villages if one.place.id == place.id)
    return _village_lines(conn, whole.week, village, voice)


def _commune_lines(whole: CommuneWeek, voice: Voice) -> tuple[Line, ...]:
    total, span = whole.total, week_span(whole.week.monday, voice)
    lines = [
        line(
            "week_counts",
            week=whole.week.number,
            span=span,
            births=total.births,
            girls=total.births_female,
            deaths=total.deaths_under5,
            doses=total.doses,
            children=total.children_vaccinated,
        ),
        line("week_births", low_weight=total.low_birth_weight, home=total.home_births),
    ]
    if total.deaths_under5:
        lines.append(_deaths_line(total))
    lines.append(line("week_villages", reported=len(whole.reported), villages=len(whole.villages)))
    if whole.silent:
        lines.append(line("week_silent", silent=silent_words(whole.silent, voice)))
    if total.incomplete or total.late:
        lines.append(line("week_incomplete", incomplete=total.incomplete, late=total.late))
    return tuple(lines)


def _deaths_line(total: WeekCounts) -> Line:
    return line(
        "week_deaths",
        early=total.deaths_early_neonatal,
        late=total.deaths_late_neonatal,
        infant=total.deaths_post_neonatal,
        child=total.deaths_child,
    )


def silent_words(silent: tuple[VillageWeek, ...], voice: Voice) -> str:
    """ "Nà San (2 tuần), Vân Bình"."""
    names = []
    for one in silent:
        params: dict[str, Param] = {"village": one.place.name, "weeks": one.silent_weeks}
        names.append(say("village_silent", voice, params) if one.silent_weeks > 1 else one.place.name)
    return ", ".join(names)


def _village_lines(conn: Connection, week: Week, village: VillageWeek, voice: Voice) -> tuple[Line, ...]:
    counts, name = village.counts, village.place.name
    lines = [
        line(
            "week_village",
            village=name,
            week=week.number,
            span=week_span(week.monday, voice),
            births=counts.births,
            deaths=counts.deaths_under5,
            doses=counts.doses,
        )
    ]
    days = weeks.days_received(conn, village.place.id, week)
    lines.append(
        line("week_reported", days=", ".join(day(d, voice) for d in days)) if days else line("week_not_reported")
    )
    return tuple(lines)


def _own_line(conn: Connection, person_id: int, week: Week) -> Line:
    """A collaborator is thanked and sees what they sent."""
    sent = weeks.sent_by(conn, person_id, week)
    if not sent:
        return line("week_yours_none")
    return line("week_yours", reports=len(sent), codes=" ".join(report_code(one) for one in sent))
