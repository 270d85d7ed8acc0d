"""`invoke capture` and `invoke check-live`: the real settings pages, as fixtures and as a check."""
