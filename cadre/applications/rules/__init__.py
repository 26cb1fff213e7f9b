"""What is decided about an application, without a database: prices, scholarships, deadlines, search words."""
