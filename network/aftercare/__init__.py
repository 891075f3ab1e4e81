"""What comes after a stay: proposed at the departure, agreed on, followed for two years."""
