"""Comparing three books: pure code that asks neither the database nor a provider."""
