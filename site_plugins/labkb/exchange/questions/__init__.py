"""Question banks as workbooks: out, and in again without loss."""
