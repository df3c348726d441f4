"""The logger that all functions share."""

from aws_lambda_powertools import Logger

# Lambda reads the level of a line, to filter by it, only where the line's time is RFC 3339:
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
logger = Logger(use_rfc3339=True, utc=True)
