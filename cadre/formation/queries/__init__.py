"""What plans are drawn from, and what pages show of them."""
