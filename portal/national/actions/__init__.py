"""Writes of the line to the national portal: mending what was refused, and the cases about it."""
