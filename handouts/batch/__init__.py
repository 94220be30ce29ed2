"""Make the checklist of every woman on a list."""
