"""What programs are told: the shape of every answer of the API, for its contract and its making."""
