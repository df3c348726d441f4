"""docs/operations.md has a section for each alarm, and the README their number."""

import re
from pathlib import Path

from tests.template.transformed_template import transformed

PAGE = Path("docs/operations.md").read_text("utf-8")
ALARMS = {
    name: resource["Properties"]
    for name, resource in transformed()["Resources"].items()
    if resource["Type"] == "AWS::CloudWatch::Alarm"
}


def test_each_alarm_has_its_section() -> None:
    assert set(re.findall(r"^## (\w+Alarm)$", PAGE, re.MULTILINE)) == set(ALARMS)


def test_a_section_begins_with_what_the_alarm_itself_says() -> None:
    for name, properties in ALARMS.items():
        section = PAGE.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert " ".join(section.split()).startswith(f"*{properties['AlarmDescription']}*"), name


def test_the_readme_counts_them_among_the_costs() -> None:
    readme = Path("README.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) alarms \|", readme, re.MULTILINE) == [str(len(ALARMS))]
