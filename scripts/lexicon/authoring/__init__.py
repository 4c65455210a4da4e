"""What helps authors: repairing, creating, renaming and counting terms, and schemas for their editors."""
