"""Levels of an online service (NĐ 43/2011/NĐ-CP): what can be done without going to the counter.

2: described on the portal, filed on paper. 3: filed online, fee and result at the counter.
4: paid and received online or by post too.
"""

PAPER_ONLY, LOWEST_ONLINE, WHOLLY_ONLINE = LEVELS = (2, 3, 4)


def is_online(level: int) -> bool:
    """Whether a procedure of this level can be filed online."""
    return level >= LOWEST_ONLINE
