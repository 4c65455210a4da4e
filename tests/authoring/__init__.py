"""Cases for the commands of authors, and damaged terms."""
