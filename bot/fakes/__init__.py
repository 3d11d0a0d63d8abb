"""Stand-ins for the outside at its HTTP edge, for the demo and the tests: a Bot API and an SMS gateway."""
