"""The catalogue as its admins work on it: `/manage/…`."""
