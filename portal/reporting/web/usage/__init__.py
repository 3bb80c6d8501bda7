"""`/manage/usage/`: how procedures are used."""
