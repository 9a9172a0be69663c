"""From docx, pdf, txt and md files to documents with metadata, clause tree and tables."""
