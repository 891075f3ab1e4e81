"""Memory that was needed for a moment goes back to the system.

Hashing a password takes 19 MiB. glibc would keep that for each thread that ever signed anybody
in, since it learns from what is freed; told a threshold, it stops learning.
"""

import ctypes

# mallopt(3): parameters of glibc's malloc.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE = 1024 * 1024  # bytes, from which on memory is the system's again as soon as it is free
ARENAS = 2


def give_back() -> None:
    """For the whole process; does nothing where the C library is another one."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE)
        mallopt(M_ARENA_MAX, ARENAS)
