"""What the till writes down about itself: logs and crash reports, without secrets."""
