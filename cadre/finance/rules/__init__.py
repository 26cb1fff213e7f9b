"""What is owed and why: pure sums in whole pence. Rates, rows and days are arguments."""
