"""What talks to the world outside: S3, DynamoDB, the weather service."""
