"""Draw exercises and posture tips from poses kept as data, and print them from baked display lists."""
