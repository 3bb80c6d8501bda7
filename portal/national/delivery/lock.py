"""Who delivers: the one process that holds this advisory lock of the database."""

# Any fixed number. What watches over the line looks for its holder (portal.national.queries.watch).
LEADER_LOCK = 4748
