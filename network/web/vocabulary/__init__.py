"""What coded values are called on a page, by enumeration. English message ids."""
