"""Show that the vendored fonts are what their manifest says and can set what the product prints."""
