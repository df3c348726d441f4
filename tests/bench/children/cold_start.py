"""Times one start, in a fresh process: a handler's imports and clients, or boto3's alone."""

import time

_began, _began_cpu = time.perf_counter(), time.process_time()

import json  # noqa: E402 - the clock runs before anything is imported
import sys  # noqa: E402


def start_bare() -> None:
    """Import boto3 and make the two clients."""
    import boto3  # noqa: PLC0415 - what is timed

    boto3.client("s3")
    boto3.client("dynamodb")


def start_handler(clients_made: list[str]) -> None:
    """Import the handler and make the clients that its first request makes."""
    import app  # type: ignore[import-not-found]  # noqa: F401, PLC0415 - what is timed

    render = sys.modules.get("broadsheet.functions.render")
    if render:  # whose client is its own, and is made with all else
        render.newspaper()
    if not clients_made:
        return
    from broadsheet.adapters import clients  # noqa: PLC0415

    for name in clients_made:
        getattr(clients, f"{name}_client")()


def main() -> None:
    """Start what the arguments name, and say how many milliseconds it took."""
    told = json.loads(sys.argv[1])
    if told["bare"]:
        start_bare()
    else:
        start_handler(told["clients"])
    wall, cpu = time.perf_counter() - _began, time.process_time() - _began_cpu
    sys.stdout.write(f"\n{json.dumps({'wall': wall * 1000, 'cpu': cpu * 1000})}\n")


main()
