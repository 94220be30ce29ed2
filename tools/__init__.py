"""Keep tools that only the development of the product needs."""
