"""The stack of a leader: results that wait for the signature are read, chosen, signed together."""
