"""What people write to evade filters, or as they hear it, turned into what they mean."""
