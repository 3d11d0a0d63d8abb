"""Years of a made-up commune lived through the real code, and what must hold on each of their days."""
