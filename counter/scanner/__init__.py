"""The folders that scanners write into: every file finds the client it was scanned for, or nobody.

`SCANNER_ROOT/<code of the agency>/<number of the desk>/`: a complete file that was begun while an
intake was open at the desk, and ends while the same one is, becomes pages of it. Every other file
is put beside, into `khong-nhan/`, and is never given to the next client.
"""
