"""Write finished documents to files."""
