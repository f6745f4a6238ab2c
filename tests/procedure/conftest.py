"""Properties are about answers, not about speed: a busy machine must not fail them."""

from hypothesis import HealthCheck, settings

settings.register_profile("answers", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("answers")
