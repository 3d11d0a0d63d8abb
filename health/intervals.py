"""How sure a share is: Wilson's score interval, which stays within 0 and 1 also for few and for extreme answers."""

from math import sqrt

Z95 = 1.959963984540054  # normal quantile of 0.975


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, as fractions; (0, 1) where nobody answered. ValueError for an impossible count."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    if n == 0:
        return 0.0, 1.0
    share, weight = successes / n, Z95**2 / n
    middle = (share + weight / 2) / (1 + weight)
    half = Z95 * sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return low, high
