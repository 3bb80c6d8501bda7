"""The editor of a draft: its hub and a page for each part."""
