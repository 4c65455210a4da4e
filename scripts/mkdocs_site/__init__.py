"""The adapter to MkDocs: rendering the Markdown pages of one language to finished HTML."""
