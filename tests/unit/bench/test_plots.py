import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.bench.plots import (
    Plot,
    cpu_by_archive,
    render,
    shares,
    shares_by_seconds,
    stacked_starts,
    steps_between,
    write_plot,
)

PLOTS = [
    cpu_by_archive({"Broadsheet": [(100, 8.1), (100_000, 8.2)], "Ghost": [(100, 33.0)]}),
    shares_by_seconds({"answered": [0.1, 0.2], "seen": [0.4, 0.9]}),
    stacked_starts({"render": {"boto3": 200.0, "babel": 30.0}, "submit": {"pydantic": 90.0}}),
]
EACH_PLOT = pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.name)


@EACH_PLOT
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_plot_is_svg_without_scripts_and_asks_nobody_for_anything(plot: Plot, mode: str) -> None:
    drawn = render(plot, mode)

    root = ET.fromstring(drawn)  # noqa: S314 - drawn here
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "<script" not in drawn
    assert "url(" not in drawn
    assert "href=" not in drawn
    assert drawn == render(plot, mode)
    assert "2026" not in drawn


def test_all_that_is_plotted_is_named() -> None:
    drawn = render(PLOTS[0], "light")
    for said in ("Broadsheet", "Ghost", "100,000", "articles in the archive"):
        assert f">{said}<" in drawn
    assert ">pydantic<" in render(PLOTS[2], "dark")


@EACH_PLOT
def test_light_and_dark_differ_in_colours_alone(plot: Plot) -> None:
    light, dark = (
        re.sub("<style.*?</style>", "", render(plot, mode), flags=re.DOTALL)
        for mode in ("light", "dark")
    )
    assert light == dark


def test_a_plot_is_shown_by_what_the_page_is(tmp_path: Path) -> None:
    written = write_plot(PLOTS[0], tmp_path / "plots", "docs/plots")
    files = sorted(path.name for path in (tmp_path / "plots").iterdir())
    assert files == ["cpu-by-archive-dark.svg", "cpu-by-archive-light.svg"]
    assert 'srcset="docs/plots/cpu-by-archive-dark.svg"' in written
    assert 'src="docs/plots/cpu-by-archive-light.svg"' in written


def test_shares_count_what_is_at_most_as_large() -> None:
    assert shares([0.3, 0.1, 0.2, 0.4]) == [(0.1, 25), (0.2, 50), (0.3, 75), (0.4, 100)]


def test_steps_go_from_below_the_least_to_above_the_most() -> None:
    assert steps_between([3.0, 40.0]) == [2, 5, 10, 20, 50]
    assert steps_between([0.3, 1.0]) == pytest.approx([0.2, 0.5, 1])
    assert steps_between([100.0, 100.0]) == [100]
