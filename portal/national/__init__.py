"""The line to the national portal: an outbox, a mapping to the wire, adapters, a delivery process.

See docs/national-sync.md.
"""
