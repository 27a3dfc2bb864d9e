"""What is due: the board, collecting it, and what becomes of a sale that changes or ends."""
