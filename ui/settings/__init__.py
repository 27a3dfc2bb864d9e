"""What a shop chooses: the wording of agreements and what they promise."""
