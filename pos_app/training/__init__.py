"""A local server that answers as Stripe does, for training, demos and tests.

It never leaves this machine and never touches money. What it knows of Stripe's behaviour comes from
Stripe's public documentation and from the parameter types of the official SDK.
"""
