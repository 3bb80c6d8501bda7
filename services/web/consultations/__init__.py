"""What is put up for comment, as everybody sees it: `/consultations/…`."""
