"""Files that are handed out: workbooks, documents, decks, packages, the whole site."""
