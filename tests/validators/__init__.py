"""Check finished PDF files with other people's eyes."""
