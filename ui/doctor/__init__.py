"""How the till itself is: what broke, and what whoever looks after it is to know."""
