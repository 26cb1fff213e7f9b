"""Read shapes of recruitment. Each costs the same number of queries however many rows there are."""
