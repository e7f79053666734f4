"""The durable record in SQL, one repository per noun, written once for SQLite and PostgreSQL; never patient data in clear."""
