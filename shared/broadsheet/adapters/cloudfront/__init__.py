"""What asks CloudFront."""
