"""Which things were reviewed against which words of a clause, and which are suspect since."""
