"""A proposal to look for a place goes on to a centre, from whoever asked the advisers."""
