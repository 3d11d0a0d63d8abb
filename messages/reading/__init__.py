"""From typed Vietnamese to an `Understanding`: small readers composed over normalised tokens."""
