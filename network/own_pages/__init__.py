"""The page of a young person or a parent: what it shows of one file, and what they say on it."""
