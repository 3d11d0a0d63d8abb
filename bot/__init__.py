"""The running program, and the only async code: settings, clock, CLI, channels, writer, dispatcher, web."""
