"""Check data, words and pages before anybody prints them."""
