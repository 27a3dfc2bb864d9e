"""Who works at the till, what each may do, and what was done."""
