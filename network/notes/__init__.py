"""What a tenant notes for itself, who has read what, and what is new since somebody looked."""
