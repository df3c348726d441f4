"""Adapters to Amazon Cognito, which knows the editors."""
