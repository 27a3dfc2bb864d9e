"""What the till is made of: its parts, their versions and their licences."""
