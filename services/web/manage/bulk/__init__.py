"""Many procedures at once: imports, changes of a selection, exports."""
