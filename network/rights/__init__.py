"""What a person may ask of a house that keeps their file (GDPR articles 12 to 22)."""
