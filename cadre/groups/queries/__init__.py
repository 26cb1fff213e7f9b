"""What pages and actions read about groups: boards, one group, recruitment, and who waits for a place."""
