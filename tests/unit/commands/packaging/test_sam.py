from pathlib import Path

import pytest
from samtranslator.yaml_helper import yaml_parse

from commands.packaging import sam
from commands.packaging.sam import AWS_TARGET, Target, digest_sources, find_reason


def test_the_reason_is_the_sam_clis_own_last_error() -> None:
    output = "Building layer\nError: one\nmore\nError: Template file not found at x\nSee the docs\n"
    assert find_reason(output) == "Error: Template file not found at x"


def test_the_reason_of_a_traceback_is_its_last_line() -> None:
    output = (
        "Build Failed\n"
        "Error: CustomMakeBuilder:MakeBuild - Make Failed: Traceback (most recent call last):\n"
        '  File "compile.py", line 3, in <module>\n'
        "jinja2.exceptions.TemplateSyntaxError: unexpected end\n"
        "make[1]: *** [Makefile:9: build-BroadsheetLayer] Error 1\n"
    )
    assert find_reason(output) == "jinja2.exceptions.TemplateSyntaxError: unexpected end"


def test_silence_is_told() -> None:
    assert find_reason("") == "it said nothing"
    assert find_reason("killed\n\n") == "killed"


def sources(root: Path) -> Path:
    (root / "functions" / "submit").mkdir(parents=True)
    (root / "shared").mkdir()
    (root / "template.yaml").write_text("Resources: {}")
    (root / "functions" / "submit" / "app.py").write_text("one")
    return root


def test_a_build_is_named_by_its_sources_and_its_target(tmp_path: Path) -> None:
    root = sources(tmp_path)
    first = digest_sources(AWS_TARGET, root)
    assert digest_sources(AWS_TARGET, root) == first
    assert digest_sources(Target("3.12", "arm64"), root) != first

    (root / "functions" / "submit" / "app.py").write_text("two")
    second = digest_sources(AWS_TARGET, root)
    assert second != first
    (root / "functions" / "submit" / "app.py").rename(root / "functions" / "submit" / "b.py")
    assert digest_sources(AWS_TARGET, root) not in {first, second}


def test_whatever_the_template_names_is_a_source(tmp_path: Path) -> None:
    template = yaml_parse(Path("template.yaml").read_text("utf-8"))
    named = {
        properties[uri]
        for properties in (resource["Properties"] for resource in template["Resources"].values())
        for uri in {"CodeUri", "ContentUri", "DefinitionUri"} & properties.keys()
    }
    assert {"shared", "functions/submit", "statemachines/rebuild.asl.json"} <= named

    for name in sorted(named):
        before = digest_sources(AWS_TARGET, tmp_path)
        file = tmp_path / name if Path(name).suffix else tmp_path / name / "file"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one")
        assert digest_sources(AWS_TARGET, tmp_path) != before, name


def test_bytecode_is_no_source(tmp_path: Path) -> None:
    root = sources(tmp_path)
    before = digest_sources(AWS_TARGET, root)
    (root / "functions" / "submit" / "__pycache__").mkdir()
    (root / "functions" / "submit" / "__pycache__" / "app.pyc").write_bytes(b"x")
    assert digest_sources(AWS_TARGET, root) == before


def test_a_functions_zip_has_no_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sources(tmp_path)
    (root / "functions" / "submit" / "__pycache__").mkdir()
    (root / "functions" / "submit" / "__pycache__" / "app.pyc").write_bytes(b"x")
    built: list[list[str]] = []

    def build(arguments: list[str], *_: object) -> None:
        assert [path.name for path in (root / "functions" / "submit").iterdir()] == ["app.py"]
        built.append(arguments)

    monkeypatch.setattr(sam, "ROOT", root)
    monkeypatch.setattr(sam, "run_sam", build)
    monkeypatch.setattr(sam, "find_python", lambda _version: None)
    sam.build_into(tmp_path / "build", AWS_TARGET)
    assert len(built) == 1
