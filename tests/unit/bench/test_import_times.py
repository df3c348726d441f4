from tests.bench.import_times import OTHERS, OWN, STANDARD, by_package, largest

SAID = """\
import time: self [us] | cumulative | imported package
import time:       400 |        400 |   _io
import time:      1000 |       1400 | json
a line of something else | 5 | x
import time:      2000 |       9000 |   botocore.session
import time:       500 |        500 |       botocore
import time:        50 |         50 |     jmespath
import time:      3000 |      20000 | broadsheet.pages.press
import time:       100 |      20100 | app
"""


def test_each_module_counts_alone_for_its_package() -> None:
    assert by_package(SAID) == {STANDARD: 1.4, "botocore": 2.5, "jmespath": 0.05, OWN: 3.1}


def test_small_packages_are_added_up_and_the_largest_comes_first() -> None:
    packages = {"a": 1.0, "b": 40.0, "c": 2.0, "d": 57.0}
    assert largest(packages) == {"d": 57.0, "b": 40.0, OTHERS: 3.0}
    assert list(largest(packages)) == ["d", "b", OTHERS]
