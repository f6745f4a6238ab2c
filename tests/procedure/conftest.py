"""Properties are about answers, not about speed: a busy machine must not fail them.

How many examples each takes is said by PLENARY_PROPERTIES: `answers` as everybody runs them, the same ones for the
same source, so that what is red is red again; `long` ten thousand fresh ones each, in `make soak`; `few` a handful and
no search for the smallest, when it is the tests that are tried (tools/mutants.py).
"""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "answers", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None
)
settings.register_profile("long", settings.get_profile("answers"), max_examples=10_000, derandomize=False)
settings.register_profile(
    "few",
    settings.get_profile("answers"),
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("PLENARY_PROPERTIES", "answers"))
