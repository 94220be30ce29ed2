"""Hold what makes the pictures in the documents."""
