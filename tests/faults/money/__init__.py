"""Paid means filed, once, whatever fails: anything in any order, and real processes killed."""
