"""What a health worker knows: ages, weeks, events, schedule, counts, matching. Pure; the standard library alone."""
