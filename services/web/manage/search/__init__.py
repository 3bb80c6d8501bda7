"""What the search knows, as the admin curates it: `/manage/search/…`."""
