"""Tables as people have them: CSV of any office program, and XLSX."""
