"""Two editions of a document, clause by clause: what was added, removed, moved, changed."""
