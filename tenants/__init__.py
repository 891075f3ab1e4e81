"""Who takes part, and on whose behalf a request acts."""
