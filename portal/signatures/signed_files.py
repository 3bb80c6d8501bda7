"""Where signed files lie."""

# Under MEDIA_ROOT, by year and month; each is named by one SigningItem.
FOLDER = "signed"
