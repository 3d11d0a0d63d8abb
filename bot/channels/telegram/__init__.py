"""Telegram: the only package that imports `telegram`. `settings` does not, so that the CLI starts without it."""
