"""The REST API of referrals."""
