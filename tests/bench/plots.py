"""Plots as SVG: a file for light pages and one for dark ones, without scripts."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

import pygal  # type: ignore[import-untyped]
from pygal.etree import etree  # type: ignore[import-untyped]
from pygal.style import Style  # type: ignore[import-untyped]

# Its finder of plugins, of which there are none here, answers in a way that Python has given up.
sys.meta_path[:] = [
    finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)
]

etree.to_etree()  # lxml, which the tests have for other things, would write other bytes

_FONT = "system-ui, sans-serif"
_SERIES = {
    "light": (
        "#1f7a6d",
        "#b3261e",
        "#8a5a00",
        "#5b4b9a",
        "#3f6212",
        "#0b5cad",
        "#6b6b6b",
        "#a02c7d",
    ),
    "dark": (
        "#5cc4b3",
        "#f2857d",
        "#e0ad4d",
        "#b3a5f0",
        "#a9cf6b",
        "#7db8f5",
        "#b5b5b5",
        "#e48fc6",
    ),
}
_INK = {"light": ("#ffffff", "#22282b", "#c9d0d3"), "dark": ("#15191c", "#e4e8ea", "#454d52")}
"""Of each: paper, ink and rules."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot, not drawn yet.

    Attributes
    ----------
    name
        Of its files.
    alt
        What it shows, for those who do not see it.
    draw
        Draws it with the options of a mode, light or dark.
    """

    name: str
    alt: str
    draw: Callable[[dict[str, Any]], Any]


def cpu_by_archive(points: Mapping[str, Sequence[tuple[int, float]]]) -> Plot:
    """Plot what a page costs against the size of the archive, both in powers of ten.

    Parameters
    ----------
    points
        By site, articles and milliseconds of processor time a page.
    """

    def draw(options: dict[str, Any]) -> Any:
        sizes = sorted({articles for line in points.values() for articles, _ in line})
        chart = pygal.XY(
            title="Processor time of a page (ms)",
            x_title="articles in the archive",
            logarithmic=True,
            x_labels=[{"value": log10(size), "label": f"{size:,}"} for size in sizes],
            y_labels=steps_between([cost for line in points.values() for _, cost in line]),
            value_formatter=lambda value: f"{value:,.3g}",
            **options,
        )
        for site, line in points.items():
            chart.add(site, [(log10(articles), cost) for articles, cost in line])
        return chart

    return Plot("cpu-by-archive", "Processor time of a page against the size of the archive", draw)


def steps_between(values: Sequence[float]) -> list[float]:
    """Return 1, 2 and 5 times powers of ten, from below the least value to above the most."""
    powers = range(floor(log10(min(values))), ceil(log10(max(values))) + 1)
    steps = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
    first = max(step for step in steps if step <= min(values))
    last = min(step for step in steps if step >= max(values))
    return [step for step in steps if first <= step <= last]


def shares_by_seconds(times: Mapping[str, Sequence[float]]) -> Plot:
    """Plot which share of articles had got so far by how many seconds.

    Parameters
    ----------
    times
        By what they had got to, seconds of each article.
    """

    def draw(options: dict[str, Any]) -> Any:
        chart = pygal.XY(
            title="Articles that had got so far (%)",
            x_title="seconds from the sending of the POST",
            show_dots=False,
            x_value_formatter=lambda value: f"{value:.2f}",
            value_formatter=lambda value: f"{value:.0f}",
            **options,
        )
        for what, seconds in times.items():
            chart.add(what, shares(seconds))
        return chart

    return Plot("submit-to-visible", "Share of articles against seconds since their POST", draw)


def shares(seconds: Sequence[float]) -> list[tuple[float, float]]:
    """Compute the percentage of values that are at most as large as each, in their order."""
    ordered = sorted(seconds)
    return [(value, 100 * (number + 1) / len(ordered)) for number, value in enumerate(ordered)]


def stacked_starts(packages: Mapping[str, Mapping[str, float]]) -> Plot:
    """Plot what each package adds to the start of each function.

    Parameters
    ----------
    packages
        By function and package, milliseconds.
    """

    def draw(options: dict[str, Any]) -> Any:
        chart = pygal.HorizontalStackedBar(
            title="Importing at a start (ms)",
            x_labels=list(packages),
            value_formatter=lambda value: f"{value:,.0f}",
            **options,
        )
        for package in dict.fromkeys(name for found in packages.values() for name in found):
            chart.add(package, [found.get(package) for found in packages.values()])
        return chart

    return Plot("starts-by-package", "Milliseconds of importing by package, at each start", draw)


def write_plot(plot: Plot, folder: Path, link: str) -> str:
    """Write both files of a plot; return what shows the right one where the folder is ``link``."""
    folder.mkdir(exist_ok=True)
    for mode in ("light", "dark"):
        file = folder / f"{plot.name}-{mode}.svg"
        file.write_text(render(plot, mode), "utf-8")
    where = f"{link}/{plot.name}"
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{where}-dark.svg">'
        f'<img alt="{plot.alt}" src="{where}-light.svg"></picture>'
    )


def render(plot: Plot, mode: str) -> str:
    """Draw a plot for light or dark pages; equal figures give equal bytes on any day."""
    paper, ink, rules = _INK[mode]
    style = Style(
        background=paper, plot_background=paper, foreground=ink, foreground_strong=ink,
        foreground_subtle=rules, guide_stroke_color=rules, major_guide_stroke_color=rules,
        stroke_width="2.5", colors=_SERIES[mode], opacity=".9",
        font_family=_FONT, label_font_size=14, major_label_font_size=14, legend_font_size=14,
        title_font_size=18,
    )  # fmt: skip
    chart = plot.draw({
        "style": style, "width": 800, "height": 520, "margin_right": 40, "margin_bottom": 40,
        "js": [], "legend_at_bottom": True, "legend_at_bottom_columns": 2, "truncate_legend": -1,
    })  # fmt: skip
    chart.uuid = plot.name
    chart.add_xml_filter(_without_scripts)
    drawn: str = chart.render(is_unicode=True)
    return drawn.replace("><", ">\n<") + "\n"


def _without_scripts(root: Any) -> Any:
    for parent in root.iter():
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.endswith("script"):
                parent.remove(child)  # and comments, which have the day in them
    return root
