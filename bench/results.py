"""What a bench found, as a section of RESULTS.md: absolute figures are medians, ratios are of runs side by side."""

import statistics


def median_of(runs, name):
    return statistics.median(each[name] for each in runs)


class Section:
    def __init__(self, title):
        self.title, self.lines, self.missed = title, [], []
        self.load = (0, 0)  # Averages before and after, set by who ran it.

    def say(self, text):
        self.lines += [text, ""]

    def table(self, heads, rows):
        self.lines += ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
        self.lines += ["| " + " | ".join(row) + " |" for row in rows] + [""]

    def ratio(self, name, ours, theirs, target=None):
        """The median of the ratios of each pair of runs, with the least and the greatest. `target`: at least."""
        ratios = [a / b for a, b in zip(ours, theirs)]
        self._judge(name, f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})", statistics.median(ratios), target, at_least=True)

    def limit(self, name, values, unit, most):
        self._judge(name, f"{statistics.median(values):.2f} {unit}", statistics.median(values), most, at_least=False)

    def _judge(self, name, shown, value, target, at_least):
        verdict = ""
        if target is not None:
            met = value >= target if at_least else value < target
            verdict = f"; {'at least' if at_least else 'under'} {target:g}: {'yes' if met else '**no**'}"
            if not met:
                self.missed.append(f"{self.title}: {name} is {shown}")
        self.lines += [f"- **{name}: {shown}**{verdict}"]

    def text(self):
        load = f"Load average {self.load[0]:.2f} before, {self.load[1]:.2f} after."
        return "\n".join([f"## {self.title}", "", *self.lines, "", load, ""])
