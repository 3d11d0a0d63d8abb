"""What the program does in figures, each beside a peer in the same run."""
