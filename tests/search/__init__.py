"""The quality of the search: queries, the terms to search in, evaluation, benchmark, comparison."""
