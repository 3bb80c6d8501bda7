"""What a form must not say, one subject a module; mistakes go into the findings."""
