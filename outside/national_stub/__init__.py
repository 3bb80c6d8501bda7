"""The national portal in small: a stand-in outside of the portal, with its own process, settings
and database. It imports nothing of the portal. See docs/national-sync.md.
"""
