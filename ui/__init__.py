"""The till's windows; everything below it in `pos_app` works without a screen."""
