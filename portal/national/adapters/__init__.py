"""How a message travels: a port, and one adapter for each form that the national side speaks."""
