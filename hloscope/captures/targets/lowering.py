"""Retarget lowering: what an HLO module may hold and StableHLO cannot say, in operations that it can.

It is loaded by the worker, in a process that has jaxlib and nothing of hloscope. jaxlib's reader leaves operations of
the dialect MHLO where StableHLO has none, and no compiler takes those. Callbacks into Python become what calls a host
on the target, with the same operands and results: the Python function is not part of the module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_TILINGS = "result_tilings"
_CALLBACK = re.compile(r"xla_(?:ffi_)?(?:partitioned_)?(?:buffer_)?python_(?:cpu|gpu)_callback")
_CHANNEL = re.compile(r"channel_handle<handle = (\d+)")
_FIRST_SHARDING = re.compile(r"\{+(\{[^{}]*\})")
_NUMBERS = re.compile(r"(\w+_dimensions) = \[([\d, ]*)\]")
_GPU_CALLBACK = "xla_ffi_python_gpu_callback"
_TO_HOST, _FROM_HOST = 2, 3  # StableHLO's types of channels


class Lowering:
    """Makes a program acceptable for compilers of one platform; `ir` is jaxlib's module of that name."""

    def __init__(self, ir: Any, platform: str) -> None:  # noqa: ANN401
        self._ir = ir
        self._platform = platform
        self._channels = 0

    def apply(self, program: Any) -> list[str]:  # noqa: ANN401
        """Changes the program in place; remarks on what is not what the program had."""
        found: list[Any] = []

        def collect(operation: Any) -> Any:  # noqa: ANN401
            return self._collect(operation, found)

        program.operation.walk(collect)
        self._channels = max([0, *map(self._channel_of, found)])
        self._name_whole_result(program)
        callbacks: Counter[str] = Counter()
        rounded = sum(operation.name == "mhlo.stochastic_convert" for operation in found)
        for operation in found:
            self._without_empty_tilings(operation)
            name = self._callback_of(operation)
            if name:
                callbacks[name] += 1
                self._call_host(operation)
            elif operation.name in _REPLACEMENTS:
                self._replace(operation, _REPLACEMENTS[operation.name](self, operation))
        remarks = [f"{count} x {name}: {_STUB}" for name, count in callbacks.items()]
        return [*remarks, *([f"{rounded} x stochastic-convert: {_ROUNDED}"] if rounded else [])]

    def _collect(self, operation: Any, found: list[Any]) -> Any:  # noqa: ANN401
        """Operations that may have to change; what `walk` gives ends with the walk, so another handle is kept."""
        if operation.name in _REPLACEMENTS or operation.name in _OF_HOST or _TILINGS in operation.attributes:
            found.append(operation.operation)
        return self._ir.WalkResult.ADVANCE

    @staticmethod
    def _without_empty_tilings(operation: Any) -> None:  # noqa: ANN401
        """Takes off an attribute that says nothing, which jaxlib 0.11 and later put on every custom call.

        It is of StableHLO 1.18, and a plugin's API takes 1.16: what has it is refused, even where it is empty.
        """
        if _TILINGS in operation.attributes and not any(map(len, operation.attributes[_TILINGS])):
            del operation.attributes[_TILINGS]

    def _name_whole_result(self, program: Any) -> None:  # noqa: ANN401
        """Where a tuple of one result became that result, an alias of its first element is one of the whole."""
        attributes, key = program.operation.attributes, "mhlo.input_output_alias"
        entry = next((item for item in program.body.operations if str(item.attributes["sym_name"]) == '"main"'), None)
        if entry is not None and key in attributes and len(entry.attributes["function_type"].value.results) == 1:
            text = str(attributes[key]).replace("output_index = array<i64: 0>", "output_index = array<i64>")
            attributes[key] = self._ir.Attribute.parse(text)

    def _replace(self, operation: Any, values: Sequence[Any] | None) -> None:  # noqa: ANN401
        """Puts other values in the place of an operation's; None leaves it, and the compiler says what it thinks."""
        if values is None:
            return
        for result, value in zip(operation.results, values, strict=True):
            result.replace_all_uses_with(value)
        operation.erase()

    def _create(self, name: str, types: Sequence[Any], operands: Sequence[Any], near: Any, **attributes: Any) -> Any:  # noqa: ANN401
        """A new operation in front of another, whose sharding it takes over; of those of a tuple the first."""
        if "mhlo.sharding" in near.attributes:
            attributes["mhlo.sharding"] = self._sharding_of(near)
        place = self._ir.InsertionPoint(near)
        parts = {"results": [*types], "operands": [*operands], "attributes": attributes, "loc": near.location}
        return self._ir.Operation.create(name, **parts, ip=place)

    def _sharding_of(self, operation: Any) -> Any:  # noqa: ANN401
        """One sharding, which holds of all members of whatever has it: what stands for a callback is on one device."""
        sharding = operation.attributes["mhlo.sharding"]
        first = _FIRST_SHARDING.match(str(sharding.value))
        return self._ir.StringAttr.get(first[1]) if first else sharding

    def as_reshape(self, operation: Any) -> Sequence[Any] | None:  # noqa: ANN401
        """A copy, or a bitcast between usual layouts, is a reshape; of tuples, the tuple itself.

        Where the compiler needs a copy it makes one, and what need not be copied its simplifier takes out again.
        """
        operand, result = operation.operands[0], operation.results[0]
        if not isinstance(result.type, self._ir.RankedTensorType) or not result.type.has_static_shape:
            return [operand]
        if operation.name == "mhlo.bitcast" and not self._is_plain(operation):
            return None
        return [*self._create("stablehlo.reshape", [result.type], [operand], operation).results]

    def _is_plain(self, operation: Any) -> bool:  # noqa: ANN401
        """Whether neither the type nor the order of the elements changes."""
        kinds = [
            self._ir.RankedTensorType(value.type).element_type for value in (*operation.operands, *operation.results)
        ]
        layouts = [
            operation.attributes[key] for key in ("source_layout", "result_layout") if key in operation.attributes
        ]
        orders = [[int(place) for place in self._ir.DenseIntElementsAttr(layout)] for layout in layouts]
        return kinds[0] == kinds[1] and all(order == sorted(order, reverse=True) for order in orders)

    def as_operand(self, operation: Any) -> Sequence[Any]:  # noqa: ANN401
        """A domain says which sharding holds where, and computes nothing."""
        return [operation.operands[0]]

    def as_barrier(self, operation: Any) -> Sequence[Any]:  # noqa: ANN401
        """A value that waits for a token: nothing is moved over a barrier of both."""
        types = [operand.type for operand in operation.operands]
        return [self._create("stablehlo.optimization_barrier", types, operation.operands, operation).results[0]]

    def as_ragged_dot(self, operation: Any) -> Sequence[Any]:  # noqa: ANN401
        """The same in CHLO, the dialect of which compilers take what StableHLO lacks."""
        numbers = dict.fromkeys(_RAGGED, "") | dict(_NUMBERS.findall(str(operation.attributes[_RAGGED_NUMBERS])))
        text = ", ".join(f"{key} = [{numbers[key]}]" for key in _RAGGED)
        attributes = {_RAGGED_NUMBERS: self._ir.Attribute.parse(f"#chlo.ragged_dot<{text}>")}
        if "precision_config" in operation.attributes:
            precision = str(operation.attributes["precision_config"]).replace("#mhlo<", "#chlo<")
            attributes["precision_config"] = self._ir.Attribute.parse(precision)
        return self._create_chlo("ragged_dot", operation, attributes)

    def as_top_k(self, operation: Any) -> Sequence[Any] | None:  # noqa: ANN401
        """The same in CHLO, which has the largest only."""
        attributes = _attributes_of(operation)
        is_largest = str(attributes.pop("largest", "true")) == "true"
        return self._create_chlo("top_k", operation, attributes) if is_largest else None

    def as_scan(self, operation: Any) -> Sequence[Any] | None:  # noqa: ANN401
        """The same in CHLO, with its body, which jaxlib's own compiler takes; plugins are told of no such thing."""
        if self._platform != "cpu":
            return None
        place, types = self._ir.InsertionPoint(operation), [result.type for result in operation.results]
        attributes = _attributes_of(operation)
        parts = {"results": types, "operands": [*operation.operands], "attributes": attributes, "regions": 1}
        scan = self._ir.Operation.create("chlo.scan", **parts, loc=operation.location, ip=place)
        (body,) = operation.regions[0].blocks
        body.append_to(scan.regions[0])
        (ends,) = [view.operation for view in body.operations if view.operation.name == "mhlo.return"]
        at = {"loc": ends.location, "ip": self._ir.InsertionPoint(ends)}
        self._ir.Operation.create("stablehlo.return", operands=[*ends.operands], **at)
        ends.erase()
        return [*scan.results]

    def as_convert(self, operation: Any) -> Sequence[Any]:  # noqa: ANN401
        """A conversion that rounds at random, as one that rounds to the nearest: no dialect that is taken has it."""
        return [
            *self._create("stablehlo.convert", [operation.results[0].type], operation.operands[:1], operation).results
        ]

    def _create_chlo(self, name: str, operation: Any, attributes: dict[str, Any]) -> Sequence[Any]:  # noqa: ANN401
        types = [result.type for result in operation.results]
        return [*self._create(f"chlo.{name}", types, operation.operands, operation, **attributes).results]

    def _callback_of(self, operation: Any) -> str | None:  # noqa: ANN401
        """The name of the callback that a custom call is, if it is one; on CPU it is compiled as it is."""
        if operation.name != "stablehlo.custom_call" or self._platform == "cpu":
            return None
        name = str(operation.attributes["call_target_name"].value)
        return name if _CALLBACK.fullmatch(name) else None

    def _call_host(self, operation: Any) -> None:  # noqa: ANN401
        """As jax lowers a callback: a custom call of CUDA's, or what a TPU sends to its host and gets from it."""
        if self._platform == "gpu":
            operation.attributes["call_target_name"] = self._ir.StringAttr.get(_GPU_CALLBACK)
        else:
            self._replace(operation, [*self._send_and_receive(operation)])

    def _send_and_receive(self, operation: Any) -> Iterator[Any]:  # noqa: ANN401
        """The results, after all operands were sent; each transfer waits for the token of the one before."""
        parse = self._ir.Type.parse
        token = [self._create("stablehlo.after_all", [parse("!stablehlo.token")], [], operation).results[0]]
        for value in operation.operands:
            self._send(value, token, operation)
        for result in operation.results:
            yield self._receive(result.type, token, operation)

    def _send(self, value: Any, token: list[Any], near: Any) -> None:  # noqa: ANN401
        """Sends a value, of a tuple each element; the token becomes the one behind it."""
        if isinstance(value.type, self._ir.TupleType):
            for index in range(value.type.num_types):
                number = self._ir.IntegerAttr.get(self._ir.IntegerType.get_signless(32), index)
                types = [value.type.get_type(index)]
                element = self._create("stablehlo.get_tuple_element", types, [value], near, index=number).results[0]
                self._send(element, token, near)
        elif value.type != token[0].type:
            transfer = self._transfer(_TO_HOST)
            [token[0]] = self._create("stablehlo.send", [token[0].type], [value, token[0]], near, **transfer).results

    def _receive(self, kind: Any, token: list[Any], near: Any) -> Any:  # noqa: ANN401
        """A value of a type, a tuple by its elements; the token becomes the one behind it."""
        if isinstance(kind, self._ir.TupleType):
            elements = [self._receive(kind.get_type(index), token, near) for index in range(kind.num_types)]
            return self._create("stablehlo.tuple", [kind], elements, near).results[0]
        if kind == token[0].type:
            return token[0]
        transfer = self._transfer(_FROM_HOST)
        value, token[0] = self._create("stablehlo.recv", [kind, token[0].type], [token[0]], near, **transfer).results
        return value

    def _transfer(self, kind: int) -> dict[str, Any]:
        channel, flag = self._channel(kind), self._ir.BoolAttr.get(True)
        return {
            "channel_handle": channel,
            "is_host_transfer": flag,
            "mhlo.frontend_attributes": self._rendezvous_attributes(),
        }

    def _channel(self, kind: int) -> Any:  # noqa: ANN401
        self._channels += 1
        return self._ir.Attribute.parse(f"#stablehlo.channel_handle<handle = {self._channels}, type = {kind}>")

    def _rendezvous_attributes(self) -> Any:  # noqa: ANN401
        name = self._ir.StringAttr.get(f"callback_{self._channels}")
        return self._ir.DictAttr.get({f"_xla_host_transfer_{key}": name for key in ("handler_name", "rendezvous")})

    @staticmethod
    def _channel_of(operation: Any) -> int:  # noqa: ANN401
        """The number of its channel, 0 if it has none."""
        found = _CHANNEL.search(str(operation.attributes)) if "channel_handle" in operation.attributes else None
        return int(found[1]) if found else 0


def _attributes_of(operation: Any) -> dict[str, Any]:  # noqa: ANN401
    """The attributes by name; jaxlib gives names or, in older versions, pairs when they are gone through."""
    names = [getattr(item, "name", item) for item in operation.attributes]
    return {name: operation.attributes[name] for name in names}


_RAGGED_NUMBERS = "ragged_dot_dimension_numbers"
_RAGGED = (
    *("lhs_batching_dimensions", "rhs_batching_dimensions", "lhs_contracting_dimensions"),
    *("rhs_contracting_dimensions", "lhs_ragged_dimensions", "rhs_group_dimensions"),
)
_ROUNDED = "a conversion to the nearest stands for it, which StableHLO has, and one that rounds at random not"
_STUB = "a stub of the same shapes stands for it, since the Python function that it calls is not part of the module"
_OF_HOST = frozenset(
    ("stablehlo.custom_call", "stablehlo.send", "stablehlo.recv", "stablehlo.all_reduce", "stablehlo.all_gather")
)
_REPLACEMENTS: dict[str, Callable[[Lowering, Any], Sequence[Any] | None]] = {
    "mhlo.copy": Lowering.as_reshape,
    "mhlo.bitcast": Lowering.as_reshape,
    "mhlo.domain": Lowering.as_operand,
    "mhlo.add_dependency": Lowering.as_barrier,
    "mhlo.ragged_dot": Lowering.as_ragged_dot,
    "mhlo.topk": Lowering.as_top_k,
    "mhlo.scan": Lowering.as_scan,
    "mhlo.stochastic_convert": Lowering.as_convert,
}
