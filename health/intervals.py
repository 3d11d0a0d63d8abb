"""How sure a share is: Wilson's interval, which holds for few cases and for shares near none or all."""

from math import sqrt

Z95 = 1.959963984540054  # of the normal distribution, two-sided 95 %


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share; (0, 1) of nothing. Raises ValueError for an impossible count."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    if n == 0:
        return 0.0, 1.0
    share, spread = successes / n, Z95 * Z95 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)
