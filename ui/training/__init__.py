"""The panel of a till in training: trouble on order, the stand-in's clock, its customers."""
