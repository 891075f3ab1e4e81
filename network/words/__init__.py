"""What people write about a need, an ask or a stay: sealed, under a key for each thing."""
