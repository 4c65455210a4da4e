"""The adapter to MkDocs, which renders the Markdown pages of one language to finished HTML."""
