"""Two column types: a moment in UTC, and personal text that a stolen file does not tell."""
