"""What the customer takes home, as a document without a layout."""
