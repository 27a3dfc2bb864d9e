"""Who stands at the till, who approves, who works here and what was done."""
