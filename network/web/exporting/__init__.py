"""What each list holds when it leaves as a file: who may have it, its rows and its columns."""
