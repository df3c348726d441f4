"""Rate pictures beside what they were made of, by SSIMULACRA2; its environment has nothing of ours.

Reads pairs of files as JSON from the standard input, and writes a score for each.
"""

import json
import sys

from ssimulacra2 import compute_ssimulacra2

pairs = json.load(sys.stdin)
json.dump([float(compute_ssimulacra2(*pair)) for pair in pairs], sys.stdout)
