"""A room as Lambda has it: the built layer, the functions, and boto3 as the runtime brings it.

Nothing else of the virtual environment is on the path there, and no bytecode is written, since
Lambda mounts code and layers read-only.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from commands.layout import LOCAL_REGION, ROOT
from tests.desk.desk_facts import desk_facts

_RUNTIME_PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3")
_RUNTIME_MODULES = ("six",)
CHILDREN = Path(__file__).parent / "children"
BUCKET = "bench-articles"


class LambdaRoom:
    """Makes processes that see what a function sees on Lambda.

    Parameters
    ----------
    folder
        An empty one of its own.
    build
        From `build_local`; it is copied, since a change of the sources removes it.
    """

    def __init__(self, folder: Path, build: Path) -> None:
        self._layer = folder / "layer"
        self._bare_layer = folder / "layer-without-bytecode"
        self.functions = folder / "functions"
        self._runtime = folder / "runtime"
        packages = build / "BroadsheetLayer" / "python"
        shutil.copytree(packages, self._layer)
        sources_only = shutil.ignore_patterns("__pycache__")
        shutil.copytree(packages, self._bare_layer, ignore=sources_only)
        shutil.copytree(ROOT / "functions", self.functions, ignore=sources_only)
        self._link_runtime()

    def run(
        self,
        child: str,
        arguments: Mapping[str, Any],
        *,
        function: str,
        endpoint_url: str = "",
        bytecode: bool = True,
    ) -> Any:
        """Run a script of ``children`` in a fresh process.

        Parameters
        ----------
        child
            Its name; it reads its arguments and writes its result as JSON.
        arguments
            What it is told.
        function
            Whose ``app`` it can import.
        endpoint_url
            Where its AWS is.
        bytecode
            Whether the layer's modules are there as bytecode.

        Returns
        -------
        Any
            What it found.
        """
        command, environment = self.command(
            child, arguments, function=function, endpoint_url=endpoint_url, bytecode=bytecode
        )
        ended = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            raise RuntimeError(f"{child} of {function} failed: {ended.stderr.strip()[-2000:]}")
        return json.loads(ended.stdout.splitlines()[-1])  # above it stands what the handler logged

    def command(
        self,
        child: str,
        arguments: Mapping[str, Any],
        *,
        function: str,
        endpoint_url: str,
        bytecode: bool = True,
    ) -> tuple[list[str], dict[str, str]]:
        """Return the command and the environment that `run` makes a process of."""
        layer = self._layer if bytecode else self._bare_layer
        path = [layer, self.functions / function, self._runtime]
        environment = {
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": LOCAL_REGION,
            "AWS_DEFAULT_REGION": LOCAL_REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "BUCKET": BUCKET,
            "TABLE": "bench",
            **{
                name.upper(): value
                for name, value in asdict(desk_facts("https://paper.example")).items()
            },
            "PICTURE_QUEUE_URL": "https://queue.example/pictures",
            "WEATHER_URL": "http://127.0.0.1:9/",
            "POWERTOOLS_SERVICE_NAME": function,
            "POWERTOOLS_METRICS_NAMESPACE": "Broadsheet",
            "POWERTOOLS_LOG_LEVEL": "INFO",
        }
        if endpoint_url:
            environment["AWS_ENDPOINT_URL"] = endpoint_url
        # -S: of the virtual environment's packages only those that were linked. -P: nor the
        # scripts beside this one.
        command = [sys.executable, "-S", "-P", str(CHILDREN / f"{child}.py"), json.dumps(arguments)]
        return command, environment

    def _link_runtime(self) -> None:
        self._runtime.mkdir()
        for name in (*_RUNTIME_PACKAGES, *_RUNTIME_MODULES):
            spec = find_spec(name)
            if spec is None or spec.origin is None:
                raise RuntimeError(f"{name} is not installed, which boto3 needs")
            origin = Path(spec.origin)
            source = origin.parent if origin.name == "__init__.py" else origin
            (self._runtime / source.name).symlink_to(source)
