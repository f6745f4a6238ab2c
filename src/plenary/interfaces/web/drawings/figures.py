"""Counts, shares and sums in figures: exact, grouped, never through a float."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from django.utils.translation import get_language

#: A narrow space that does not break: 1 204.
GROUP = "\u202f"
#: The sign between whole and part; a point where a language is not named.
DECIMAL_SIGN = {"ru": ","}

Figure = int | Decimal | Fraction


def grouped(figure: Figure | str) -> str:
    """A figure in groups of three, with all the places it has.

    Raises: TypeError for a float, which is never exact.
    """
    exact = _exact(figure)
    sign, body = ("\u2212", -exact) if exact < 0 else ("", exact)
    whole, _, part = f"{body:f}".partition(".")
    shown = f"{int(whole):,}".replace(",", GROUP)
    return f"{sign}{shown}{_decimal_sign() + part if part else ''}"


def money(amount: Decimal | int | str, currency: str = "") -> str:
    """A sum to the cent, with its currency after it."""
    shown = grouped(_exact(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN))
    return f"{shown}\u00a0{currency}" if currency else shown


def percent(share: Figure | str, places: int = 3) -> str:
    """A share of one as per cent, at most `places` places, trailing zeros dropped."""
    exact = share if isinstance(share, Fraction) else Fraction(_exact(share))
    shown = Decimal(round(exact * 100 * 10**places)).scaleb(-places).normalize()
    return f"{grouped(shown)}\u00a0%"


def _exact(figure: Figure | str) -> Decimal:
    if isinstance(figure, float):
        raise TypeError("a float is not exact: give an int, a Decimal or a Fraction")
    if isinstance(figure, Fraction):
        return Decimal(figure.numerator) / Decimal(figure.denominator)
    return Decimal(figure)


def _decimal_sign() -> str:
    return DECIMAL_SIGN.get((get_language() or "").partition("-")[0], ".")
