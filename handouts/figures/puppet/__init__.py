"""Build the puppet that poses are drawn with; needed to bake figures, never to print them."""
