"""What the stand-ins for payment providers share: a light server, one database, faults to order."""
