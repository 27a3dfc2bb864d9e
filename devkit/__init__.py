"""What dev.py does, in parts; standard library only, on Linux, macOS and Windows."""
