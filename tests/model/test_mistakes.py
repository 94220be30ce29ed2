"""Make every mistake that the loader knows, one at a time, and look at what it says."""

from __future__ import annotations

from tests.conftest import Golden
from tests.model.conftest import Sample

ABOUT = "guides/sample/guide.yaml"
CARE = "guides/sample/sections/care.yaml"
HELP = "guides/sample/sections/help.yaml"
BRIDGE = "exercises/bridge.yaml"
BREATHING = "exercises/breathing.yaml"
WALKING = "exercises/walking.yaml"
PLAN = "programmes/sample.yaml"
GB = "emergency/gb.yaml"
SIGNED = "approvals/sample.yaml"
WARD = "wards/sample.yaml"

IN_ONE_FILE = [
    (CARE, "title: Ways to feel better\n", ""),
    (CARE, "short_title:", "shorttitle:"),
    (CARE, "paragraphs: {first: Most pain goes, second: Move a little **every day**.}", "paragraphs: [one]"),
    (CARE, "kind: steps", "kind: stepps"),
    (CARE, "title: Ways to feel better", "title: [a]"),
    (CARE, "title: Ways to feel better", 'title: " "'),
    (CARE, "title: Ways to feel better", 'title: "two\\nlines"'),
    (CARE, "title: Ways to feel better", "title: Don't"),
    (CARE, "{walk: A short walk", "{Walk!: A short walk"),
    (CARE, "id: ideas", "id: intro"),
    (CARE, "about_baby: yes", "about_baby: maybe"),
    (CARE, "cells: {way: Hands, how: Rub gently.}", "cells: {way: Hands}"),
    (CARE, "cells: {way: Hands, how: Rub gently.}", "cells: {way: Hands, how: Rub gently., hew: No}"),
    (CARE, "id: care", "id: cares"),
    (CARE, "sources: [known-2015]", "sources: known-2015"),
    (CARE, "unit: minute", "unit: celsius"),
    (CARE, "from: 15, to: 20", "from: 20, to: 15"),
    (CARE, "value: 68", "value: many"),
    (CARE, "value: 68", "value: 068"),
    (BRIDGE, "start_position: lying", "start_position: laying"),
    (BRIDGE, "vaginal: 2", "vaginal: two"),
    (BRIDGE, "vaginal: 2", "vaginal: 12"),
    (BRIDGE, "weeks_6_8: {repetitions: 8, sets: 2", "weeks_6_8: {sets: 2"),
    (BRIDGE, "repetitions: 8,", "repetitions: 0,"),
    (BRIDGE, "repetitions: 8,", "repetitions: 8.5,"),
    (BRIDGE, "{from: 5, to: 8}", "{from: 8, to: 8}"),
    (BRIDGE, "sets: 2, days_per_week: 3", "sets: 2, days_per_week: 8"),
    (BRIDGE, "version: feet", "version: feed"),
    (BRIDGE, "easier: Only squeeze.\n", ""),
    ("sources.yaml", "standing: seen", "standing: heard"),
    (GB, 'number: "999"', "number: nine"),
    (GB, 'number: "111"', 'number: "+111"'),
    (GB, "country: GB", "country: IE"),
    (GB, "monday", "mondai"),
    (SIGNED, "until: 2027-11-22", "until: 2026-11-21"),
    (SIGNED, "hash: 00", "hash: 0g"),
    (SIGNED, "date: 2026-11-22", "date: 2026-13-22"),
    (PLAN, '"12": [bridge, breathing]', '"12": [[bridge], {a: weeks_0_2, b: weeks_0_2}, breathing]'),
    (PLAN, '"12": [bridge, breathing]', '"12": [{bridge: week_6_8}]'),
    (PLAN, '"12": [bridge, breathing]', '"12": bridge'),
    (PLAN, "gate: {week: 7", "gate: {week: 13"),
    (ABOUT, "[bridge, breathing, walking]", "[bridge, breathing, walking, waling]"),
    (ABOUT, "programme: sample", "programme: simple"),
    (ABOUT, "id: sample", "id: other"),
    (CARE, "icon: clock", "icon: clok"),
    (CARE, "steps: {bend: Bend your knees., turn: Turn.}", "steps: {}"),
    (CARE, "values: {share: {quantity: share, value: 68}}", "values: [68]"),
    (HELP, "urgency: soon", "urgency: later"),
    (HELP, "    heading: Today\n", ""),
    (BRIDGE, "{from: 5, to: 8}", "{from: 0, to: 8}"),
    (BRIDGE, "{from: 5, to: 8}", "{from: 5, to: 80}"),
    (BRIDGE, "{from: 5, to: 8}", "{from: 5, too: 8}"),
    (WALKING, "minutes: {from: 5, to: 10}", "hold_seconds: 5, each_side: yes, minutes: {from: 5, to: 10}"),
    (BREATHING, "repetitions: 8, unit: breath", "repetitions: 8, quick: 8, each_side: yes"),
    (BRIDGE, "weeks_6_8:", "weeks_6_9:"),
    (BRIDGE, "stop_if: {pain: it hurts, dizzy: you feel dizzy}\n", ""),
    (BRIDGE, "dose:\n", "dose: {}\ndoses:\n"),
    (GB, "country: GB", "country: gb"),
    (PLAN, '"1": [breathing]\n    "2": [breathing]\n    "3": [breathing, bridge]', '"1": [breathing]'),
    (PLAN, '    "4": [bridge]\n', '    "4": [bridge, bridge]\n    "13": []\n'),
    (ABOUT, "[care, help]", "[care, hlep]"),
    (ABOUT, "sections: [care, help]\n", ""),
    (ABOUT, "exercises: [bridge, breathing, walking]\n", ""),
    (ABOUT, "programme: sample\n", ""),
    (PLAN, "id: sample", "id: other"),
    (PLAN, "  caesarean:\n", "  cesarean:\n"),
    (PLAN, "gate: {week: 7", "gate: {week: 0"),
    (WALKING, "minutes: {from: 5, to: 10}", "quick: 5, unit: breath, minutes: {from: 5, to: 10}"),
    (ABOUT, "[bridge, breathing, walking]", "[bridge, breathing, walking, ../sources]"),
    (ABOUT, "[bridge, breathing, walking]", f"[bridge, breathing, walking, {'x' * 400}]"),
    (ABOUT, "lead: Everything", "lede: Everything"),
]
"""A file, a piece of its text, and what stands there instead."""

BETWEEN_FILES = [
    # dates
    (ABOUT, "review: 2028-11-22", "review: 2026-11-22"),
    (ABOUT, "review: 2028-11-22", "review: 2028-11-23"),
    # ids
    (CARE, "{id: hands,", "{id: columns,"),
    (HELP, "signs: {numb: you are numb,", "signs: {numb: you are numb, heading: a heading,"),
    # sources
    (CARE, "about_baby: no}", "about_baby: no, sources: [sampel-2020]}"),
    (CARE, "sources: [known-2015]", "sources: [knwon-2015]"),
    (BRIDGE, "sources: [sample-2020]", "sources: [elsewhere-1999]"),
    # urgencies
    (HELP, "urgency: phone_now", "urgency: soon"),
    # placeholders
    (ABOUT, "once\n", "{once}\n"),
    (CARE, "{ward_name}", "{ward_nam}"),
    (CARE, "text: Not on a wound.", 'text: "Not for {heat_time}."'),
    (CARE, "values: {share: {", "values: {ward_name: {quantity: count, value: 2}, share: {"),
    (CARE, "Hold it there for {heat_time}.", "Hold it there."),
    (CARE, "Hold it there for {heat_time}.", "Hold it {there for {heat_time}."),
    (CARE, "Hold it there for {heat_time}.", "Hold it {} there for {heat_time}."),
    (CARE, "{first: Most pain goes,", '{first: "Most } goes",'),
    (BRIDGE, "Hold {hold}.", "Hold."),
    (BRIDGE, "hold: {quantity: duration, from: 2, to: 3, unit: second}\n", ""),
    (GB, "say: Say that", "say: The {thing} that"),
    (PLAN, "Check done and wound healed?", '"{check} done?"'),
    # programme
    (SIGNED, "language: en", "language: enn"),
    (BRIDGE, "vaginal: 2", "vaginal: 3"),
    (PLAN, '"4": [bridge]', '"4": [{bridge: weeks_8_12}]'),
    (PLAN, '"4": [bridge]', '"4": [{bridge: weeks_0_2}]'),
    (WALKING, "vaginal: 0", "vaginal: 1"),
    (PLAN, '"2": [breathing]\n    "3": [breathing, bridge]', '"2": [brething]\n    "3": [breathing, bridge]'),
    (PLAN, "[breathing, bridge]", "[breathing, bridge, walking]"),
    (PLAN, "every_week: [walking]", "every_week: [waking]"),
    (BRIDGE, "  weeks_6_8: {repetitions: 8, sets: 2, days_per_week: 3}\n", ""),
    (WALKING, "  weeks_8_12: {minutes_per_week: {from: 120, to: 150}}\n", ""),
]

IN_A_WARD = [
    (WARD, "country: GB", "country: XX"),
    (WARD, "country: GB", "country: Great Britain"),
    (WARD, "phone: +44 20 7946 0018", "phone: ask at the desk"),
    (WARD, "phone: +44 20 7946 0018", 'phone: "12"'),
    (WARD, "phone: +44 20 7946 0018", "phone: 00 11 22 33 44 55 66 77 88"),
    (WARD, "phone: +44 20 7946 0018\n", ""),
    (WARD, "(020) 7946-0019", "(020 7946-0019"),
    (WARD, "(020) 7946-0019", "020 7946 00+19"),
    (WARD, "web: https:", "web: http:"),
    (WARD, "web: https://example.org/backcare", "web: javascript:alert(1)"),
    (WARD, "web: https://example.org/backcare", "web: https://user@example.org/"),
    (WARD, "paper: letter", "paper: leter"),
    (WARD, "logo: logo.png", "logo: lgoo.png"),
    (WARD, "logo: logo.png", f"logo: {'x' * 400}.png"),
    (WARD, "logo: logo.png", "logo: logo.svg"),
    (WARD, "logo: logo.png", "logo: ../wards/logo.png"),
    (WARD, "logo: logo.png", "logo: /etc/logo.png"),
    (WARD, "name: Sample Ward", "nmae: Sample Ward"),
]


def said(rows: list[tuple[str, str, str]], sample: Sample) -> str:
    """Each mistake with everything that is said about it."""
    parts: list[str] = []
    for file, old, new in rows:
        path = sample.data / file
        whole = path.read_bytes()
        sample.edit(file, old, new)
        problems = sample.ward_problems() if file == WARD else sample.problems()
        path.write_bytes(whole)
        parts.append(f"# {file}: {old!r} -> {new[:80]!r}\n" + "\n".join(sample.shown(problems)))
    return "\n\n".join(parts)


def test_mistakes_in_one_file(golden: Golden, sample: Sample) -> None:
    golden("mistakes-in-one-file.txt", said(IN_ONE_FILE, sample))


def test_parts_that_do_not_fit_together(golden: Golden, sample: Sample) -> None:
    golden("mistakes-between-files.txt", said(BETWEEN_FILES, sample))


def test_mistakes_of_a_ward(golden: Golden, sample: Sample) -> None:
    golden("mistakes-of-a-ward.txt", said(IN_A_WARD, sample))
