"""What an admin changes of a draft, part by part: pure functions from content to content.

They are given to `services.actions.edit_draft`. Each refuses with InvalidInput, one sentence per
place; a place within a list reads `laws-2-text` (the third row).
"""
