"""What follows when an agency is closed: what forbids it, and what goes over."""
