"""Taking back at once what one has just done, where an act has a natural inverse."""
