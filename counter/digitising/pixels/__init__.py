"""Work on the pixels of a page, with OpenCV and numpy: loaded by jobs, never by pages."""
