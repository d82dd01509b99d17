"""Clues and materials handed between procuratorates, organs, courts and commissions."""
