"""Give colours, type sizes and spaces by name."""
