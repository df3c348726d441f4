"""What the newsroom's side does with articles: the desk's requests, and the indexing after them."""
