"""What somebody wants to reach in a programme, how it goes, and what came of it."""
