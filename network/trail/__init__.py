"""What was seen and decided, in a log that nobody rewrites unseen."""
