"""What Broadsheet keeps in DynamoDB."""
