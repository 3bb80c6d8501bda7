"""The translations are whole, and pages speak the language that was chosen."""
