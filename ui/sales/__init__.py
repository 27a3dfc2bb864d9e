"""A sale that leaves something due later: put together, and looked at afterwards."""
