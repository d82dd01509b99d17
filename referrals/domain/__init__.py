"""PURE: the words, the lifecycle table and the directions of referrals."""
