"""What a newspaper knows: articles, revisions, the fold, heads, cards and lists. No AWS in it."""
