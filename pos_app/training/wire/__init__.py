"""What travels: errors, forms, parameter types, keys and hosts, amounts."""
