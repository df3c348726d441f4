from pathlib import Path

from tests.bench.machine import cpu_model


def test_the_processor_is_named_as_linux_names_it(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("processor\t: 0\nmodel name\t: A Processor: 2 GHz\nmodel name\t: B\n")
    assert cpu_model(cpuinfo) == "A Processor: 2 GHz"


def test_a_machine_that_does_not_tell_has_no_made_up_processor(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("processor\t: 0\n")
    assert "model name" not in cpu_model(cpuinfo)
    assert cpu_model(cpuinfo)
