"""What is due: seen by day, collected, recovered, changed and ended."""
