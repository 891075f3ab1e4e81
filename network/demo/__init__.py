"""An invented network with three months of history, for looking at and for measuring."""
