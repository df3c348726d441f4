"""What asks SQS."""
