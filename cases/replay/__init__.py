"""Scenario files: a case told event by event, performed through the same door as page and API."""

from cases.replay.player import Player, ReplayError, Report, play
from cases.replay.scenario import Scenario, ScenarioError, read_scenario

__all__ = ["Player", "ReplayError", "Report", "Scenario", "ScenarioError", "play", "read_scenario"]
