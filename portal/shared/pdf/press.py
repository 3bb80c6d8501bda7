"""HTML to PDF/A-2b: the one door to what prints."""


def press(html: str, *, paper: str) -> bytes:
    """The PDF of a whole HTML document on `paper`: the sheet templates/pdf/<paper>.css ("a4", "a5",
    or that of a document with a paper of its own).

    Everything stands in the HTML (images as data); nothing is fetched from anywhere.
    """
    # WeasyPrint comes with the first paper: a process that prints none stays small.
    from portal.shared.pdf.weasy import printed

    return printed(html, paper)
