"""Pages out of spreadsheets and into them: `kinds` says which, `plan` what an import would do, and does it."""
