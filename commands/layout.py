"""Where things stand in a checkout."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
"""Everything that the local AWS keeps, and nothing that git does."""
STACK_FILE = LOCAL / "stack.json"
SAM = ROOT / ".venv-sam" / "bin" / "sam"
SAM_CONFIG = ROOT / "samconfig.toml"
SAMPLES = ROOT / "samples"
STACK_NAME = "broadsheet"
LOCAL_REGION = "us-east-1"
TOOLS = Path(sys.executable).parent
"""The directory of the virtual environment that runs the commands."""
