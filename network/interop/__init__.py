"""How what we keep looks in other people's formats: mappings only."""
