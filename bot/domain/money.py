"""Money in exact decimals; stored as integer minor units."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

USUAL_EXPONENT: Final = 2
NO_MINOR: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THOUSANDTHS: Final = "BHD IQD JOD KWD LYD OMR TND"
EXPONENTS: Final = dict.fromkeys(NO_MINOR.split(), 0) | dict.fromkeys(THOUSANDTHS.split(), 3)
"""ISO 4217 currencies whose minor unit is not a hundredth."""
CODE_LENGTH: Final = 3


class MoneyError(ValueError):
    """Write an amount as digits with a three-letter currency, such as 2800.50 CNY."""


class PrecisionError(ValueError):
    """The amount has more decimal places than its currency; round it first."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one ISO 4217 currency; sums of two currencies are refused."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise MoneyError(f"{self.amount!r} is not an exact amount")
        code = self.currency
        if len(code) != CODE_LENGTH or not (code.isascii() and code.isalpha() and code.isupper()):
            raise MoneyError(f"{code!r} is not a currency code")

    @classmethod
    def parse(cls, amount: str, currency: str) -> "Money":
        """Read plain digits, with commas between thousands allowed; MoneyError when they are not."""
        try:
            return cls(Decimal(amount.strip().replace(",", "")), currency.strip().upper())
        except InvalidOperation as fault:
            raise MoneyError(f"{amount!r} is not an amount") from fault

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> "Money":
        exponent = EXPONENTS.get(currency, USUAL_EXPONENT)
        digits = tuple(int(digit) for digit in str(abs(minor)))
        return cls(Decimal((int(minor < 0), digits, -exponent)), currency)

    def to_minor(self) -> int:
        """Cents, fen, yen: the integer that is stored; PrecisionError when it would not be exact."""
        exponent = EXPONENTS.get(self.currency, USUAL_EXPONENT)
        sign, digits, power = self.amount.as_tuple()
        shift = int(power) + exponent
        whole = int("".join(map(str, digits)) or "0")
        scale: int = 10 ** abs(shift)
        if shift < 0 and whole % scale:
            raise PrecisionError(f"{self.amount} {self.currency} has more than {exponent} decimal places")
        minor = whole * scale if shift >= 0 else whole // scale
        return -minor if sign else minor

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def times(self, factor: Decimal) -> "Money":
        """So many times the amount, rounded half to even to what its currency has (cents, yen)."""
        finest = Decimal(1).scaleb(-EXPONENTS.get(self.currency, USUAL_EXPONENT))
        return Money((self.amount * factor).quantize(finest), self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} do not add up")
