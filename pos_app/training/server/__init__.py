"""The web server: requests in, answers out, trouble on order."""
