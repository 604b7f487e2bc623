"""The shapes of /api/v1: what is asked, and what is answered."""
