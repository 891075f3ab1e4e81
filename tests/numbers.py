"""Numbers of requests as a house gives them out in a test that does not stop the clock."""

from tenants import clock

YEAR = clock.today().year
"""With which they begin: `f"{YEAR}-0001"` is the first one, this year and the next."""
