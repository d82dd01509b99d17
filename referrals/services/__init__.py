"""What the actions on referrals are made of."""
