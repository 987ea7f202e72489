"""Profiles of hypothesis: derandomised in the suite, many examples in the soak."""

from hypothesis import HealthCheck, settings

CALM = (HealthCheck.too_slow, HealthCheck.filter_too_much)

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=100, suppress_health_check=CALM)
settings.register_profile("soak", deadline=None, max_examples=2000, suppress_health_check=CALM)
settings.load_profile("suite")
