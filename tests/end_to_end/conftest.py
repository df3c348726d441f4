"""A newsroom with pictures, for the tests of the whole paper."""

from pathlib import Path

import pytest

from tests.commands.local_stack import LocalStack
from tests.end_to_end.photo_desk import PhotoDesk


@pytest.fixture
def photo_desk(stack: LocalStack, tmp_path: Path) -> PhotoDesk:
    return PhotoDesk(stack, tmp_path)
