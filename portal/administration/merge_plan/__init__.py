"""A plan of many changes of agencies in one CSV file: read, checked as a whole, carried out."""
