"""What customers agreed to: terms, records, the check of every absent charge, evidence."""
