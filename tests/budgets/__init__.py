"""What pages may cost in queries. Timings are no tests; these counts are."""
