"""The office: schools, districts and their categories."""
