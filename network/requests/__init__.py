"""What a centre for social work needs, and what it asks of which home."""
