"""Where things stand in a checkout, and what they are called."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
"""Everything that the local AWS keeps, and nothing that git does."""
TOOLS = Path(sys.executable).parent
"""The directory of the virtual environment that runs the commands."""
SAM = ROOT / ".venv-sam" / "bin" / "sam"
SAM_CONFIG = ROOT / "samconfig.toml"
STACK_NAME = "broadsheet"
LOCAL_REGION = "us-east-1"
