"""What is kept, and how requests read and change it."""
