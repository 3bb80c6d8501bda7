"""What the portal says about itself: the home page's figures; later the reports."""
