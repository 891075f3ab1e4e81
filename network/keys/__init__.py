"""The deployment's own secrets, which the database never holds."""
