"""What pages and programs may send, checked once for both."""
