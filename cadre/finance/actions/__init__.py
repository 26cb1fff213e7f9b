"""What changes in finance: papers are numbered and issued, fees worked out, rates added."""
