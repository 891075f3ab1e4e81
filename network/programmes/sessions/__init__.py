"""Sessions of programmes: when and where they are held, who came, and what follows when not."""
