"""Words every feature shares: money, time, ids, errors, events, paths. Standard library only."""
