"""The figures of the glossary, computed and drawn: one module below `drawings` for each term that has some."""
