"""Tools for who writes rules: a candidate tried on pages, and a queue of lines that want a rule."""

from flows.rules.queue import Recurring, recurring_lines
from flows.rules.trial import RuleTrial, Trial, try_rules

__all__ = ["Recurring", "RuleTrial", "Trial", "recurring_lines", "try_rules"]
