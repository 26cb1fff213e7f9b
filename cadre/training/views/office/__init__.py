"""The office's training: where it is wanted, sessions, registers, and who helps."""
