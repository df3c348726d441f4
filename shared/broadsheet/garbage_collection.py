"""Set Python's garbage collector for a function's start, by being imported.

Only handlers import this module, and before any other of the package: whoever else imports the
package, a command or a test, keeps the collector as it is.
"""

import gc

# What a start makes stays, and a page leaves few cycles behind: Python's default, a collection
# every 700 objects, only walks through all that boto3 and pydantic have loaded. `make bench`
# measures the start.
gc.set_threshold(50_000)
