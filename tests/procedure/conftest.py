"""Properties are about answers, not about speed: a busy machine must not fail them.

How many examples each takes is said by PLENARY_PROPERTIES: `answers` as everybody runs them; `long` ten thousand each,
in `make soak`; `few` the same few every time and no search for the smallest, when it is the tests that are tried
(tools/mutants.py).
"""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("answers", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("answers"), max_examples=10_000, database=None)
settings.register_profile(
    "few",
    settings.get_profile("answers"),
    max_examples=25,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("PLENARY_PROPERTIES", "answers"))
