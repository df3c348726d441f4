"""What Broadsheet keeps in S3."""
