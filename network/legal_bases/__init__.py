"""On which legal bases something of a file is shown to others: recorded, agreed to, withdrawn."""
