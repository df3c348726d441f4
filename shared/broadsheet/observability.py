"""The logger that all functions share."""

from aws_lambda_powertools import Logger

logger = Logger()
