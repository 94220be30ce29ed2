"""Show that bad input, bad luck and strange machines get a clear refusal and leave nothing broken."""
