"""Call: one instruction without a shape, as a rule sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from hloscope.ir import AttributeValue, HloComputation, Shape

from ..attribute_values import decode_attributes
from ..patterns import WORD


class IllTypedError(ValueError):
    """The text is ill-typed: XLA refuses it, and we do not know the shape."""


class Call:
    """The shapes of the operands, the attributes (decoded on first use) and the computations that they name."""

    def __init__(
        self, opcode: str, shapes: Sequence[Shape], attribute_text: str, called: Sequence[HloComputation]
    ) -> None:
        self.opcode = opcode
        self.shapes = shapes
        self._attribute_text = attribute_text
        self._called = called

    @cached_property
    def attributes(self) -> Mapping[str, AttributeValue]:
        """The values by name, each by its form."""
        return decode_attributes(self._attribute_text)

    def arrays(self) -> Sequence[Shape]:
        """The operands, if all are arrays.

        Raises:
            IllTypedError: one is not, or there is none.
        """
        if not self.shapes or not all(map(is_array, self.shapes)):
            raise IllTypedError(self.opcode)
        return self.shapes

    def integers(self, name: str, default: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """The value of an attribute such as `dimensions={0,1}`.

        Raises:
            IllTypedError: it is no such list, or it is absent and has no default.
        """
        value = self.attributes.get(name, default)
        if not isinstance(value, tuple) or any(number < 0 for number in value):
            raise IllTypedError(name)
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        """The value of an attribute such as `index=1`, or the one number of `dimensions={0}`.

        Raises:
            IllTypedError: it is not, or it is absent and has no default.
        """
        value = self.attributes.get(name, default)
        if isinstance(value, tuple) and len(value) == 1:
            value = value[0]
        if not isinstance(value, int) or value < 0:
            raise IllTypedError(name)
        return value

    def word(self, name: str) -> str:
        """The text of an attribute such as `fft_type=RFFT`."""
        return str(self.attributes.get(name, ""))

    def callees(self, name: str) -> list[HloComputation]:
        """The computations that an attribute names.

        Raises:
            KeyError: one is not among those that the instruction calls.
        """
        by_name = {computation.name: computation for computation in self._called}
        return [by_name[found] for found in WORD.findall(self.word(name))]

    def callee(self, name: str) -> HloComputation:
        """The one computation that an attribute names.

        Raises:
            IllTypedError: it names none or several.
        """
        found = self.callees(name)
        if len(found) != 1:
            raise IllTypedError(name)
        return found[0]


def is_array(shape: Shape) -> bool:
    """Whether it holds elements: no tuple, buffer, token or opaque value."""
    return not shape.tuple_shapes and shape.element_type not in ("tuple", "token", "opaque", "b", "?")
