"""Set how much of an exercise to do, phase by phase."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from handouts.blocks.edition import Setting
from handouts.blocks.passage_table import column_widths, ruled, too_narrow
from handouts.languages.speech import Words
from handouts.model.exercise import Birth, Exercise, Phase
from handouts.pdf.stacking import Gap, Stack
from handouts.pdf.structure import StructElem
from handouts.pdf.table import table_elems, tagged_table


def dose_table(exercise: Exercise, setting: Setting, parent: StructElem) -> Flowable:
    """Two columns: the weeks, and the dose or "not yet"; what a caesarean changes is said in the row."""
    head = [setting.phrase("exercise.weeks_head"), setting.phrase("exercise.dose_head")]
    rows = [(_weeks(phase, setting), _dose(exercise, phase, setting)) for phase in Phase]
    if too_narrow(2, setting):
        return _entries(rows, setting, parent)
    elems = table_elems(parent, len(rows) + 1, 2)
    lines = [[setting.text(words, "rowhead", elem) for words, elem in zip(head, elems[0], strict=True)]]
    for (weeks, dose), cells in zip(rows, elems[1:], strict=True):
        lines.append([setting.text(weeks, "rowhead", cells[0]), setting.text(dose, "table", cells[1])])
    pad = setting.space(3)
    columns = [[line[index] for line in lines] for index in range(2)]
    widths = column_widths(columns, setting.measure, pad, 0.0)
    return tagged_table(
        lines, widths, ruled(setting, len(lines), pad, row_pad=0.9), mirrored=setting.mirrored
    )


def _entries(rows: Sequence[tuple[Words, Words]], setting: Setting, parent: StructElem) -> Flowable:
    """The dose below its weeks, where two columns would be too narrow to read."""
    entries: list[Flowable] = []
    for number, (weeks, dose) in enumerate(rows):
        rule = setting.rule("hair" if number else "strong", "line" if number else "accent")
        section = parent.add("Sect")
        title = setting.phrase("exercise.weeks_head").text
        head = setting.text(Words(f"{title} {weeks.text}", weeks.message), "h3", section.add("H3"))
        words = setting.text(dose, "table", section.add("P"))
        entries.append(Stack([rule, Gap(setting.space(1)), head, words], whole=True))
    return Stack(entries, setting.space(1))


def _weeks(phase: Phase, setting: Setting) -> Words:
    return setting.phrase("exercise.weeks", first=phase.weeks.start, last=phase.weeks.stop - 1)


def _dose(exercise: Exercise, phase: Phase, setting: Setting) -> Words:
    """The dose, and the week from which it holds where a birth must wait longer than the phase does."""
    if phase not in exercise.doses:
        return setting.phrase("exercise.not_yet")
    dose = exercise.doses[phase]
    words = setting.edition.speech.dose(dose, exercise)
    version = exercise.version(dose)
    first = {birth: exercise.earliest_week[birth] + 1 for birth in Birth}
    vaginal, caesarean = first[Birth.VAGINAL], first[Birth.CAESAREAN]
    notes: list[Words] = []
    if dose.version in exercise.versions and version is not None:
        notes.append(setting.words(version, exercise.values))
    elif dose.version is not None:
        notes.append(setting.phrase(f"exercise.way_{dose.version}"))
    last = phase.weeks.stop - 1
    if vaginal < phase.weeks.start <= caesarean <= last:
        notes.append(setting.phrase("exercise.caesarean_first"))
    if caesarean > last and vaginal > phase.weeks.start:
        notes.append(setting.phrase("exercise.vaginal_only_from", week=vaginal))
    elif caesarean > last:
        notes.append(setting.phrase("exercise.vaginal_only"))
    elif max(caesarean, vaginal) > phase.weeks.start and vaginal == caesarean:
        notes.append(setting.phrase("exercise.from_week", week=vaginal))
    elif max(caesarean, vaginal) > phase.weeks.start:
        notes.append(setting.phrase("exercise.from_week_by_birth", vaginal=vaginal, caesarean=caesarean))
    return (
        setting.running([setting.phrase("exercise.sentence", words=words.text), *notes]) if notes else words
    )
