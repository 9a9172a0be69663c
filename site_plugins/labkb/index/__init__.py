"""Analysis of the records' text, shards for the page and the index of the command line."""
