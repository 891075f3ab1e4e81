"""What leaves the house as a file: written down, like every disclosure."""
