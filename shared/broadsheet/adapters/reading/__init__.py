"""A client of render's own for four reads of DynamoDB and S3: for them boto3 costs too much."""
