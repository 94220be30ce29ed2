"""Set text in any script: markup, bidi, items, faces, shapes, breaks, lines."""
