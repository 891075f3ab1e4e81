"""What is due: for whom, until when, and what happens when it is missed."""
