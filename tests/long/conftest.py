"""What takes minutes and gigabytes is collected by ``make test-long`` alone."""

import os

collect_ignore_glob = [] if os.environ.get("HYPOTHESIS_PROFILE") == "long" else ["test_*.py"]
