"""The main job, driven through the real windows and web view, checked against the server."""
