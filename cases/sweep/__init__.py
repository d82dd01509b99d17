"""The sweep: finds what is due in the deadline ledger, notes what ended and reminds people."""

from cases.sweep.run import SweepResult, sweep, sweep_batches

__all__ = ["SweepResult", "sweep", "sweep_batches"]
