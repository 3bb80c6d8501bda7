"""Every address of the portal × every role: the table, the world it is asked in, the addresses."""
