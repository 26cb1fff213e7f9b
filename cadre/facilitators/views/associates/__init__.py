"""Pages of associate applications: whoever applies, partners, referees, the office."""
