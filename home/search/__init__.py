"""Search in Kazakh, Russian and English."""
