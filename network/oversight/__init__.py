"""What the data-protection officer watches over: breaches, inspections, files found by name."""
