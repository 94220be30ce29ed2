"""Show that the product keeps its promises."""
