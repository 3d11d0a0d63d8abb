"""TEMPORARY"""


def read() -> None:
    """x"""
