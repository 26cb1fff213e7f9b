"""What a plan asks of whom, where rounds stand, and what pages show of them."""
