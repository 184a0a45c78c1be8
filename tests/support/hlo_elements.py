"""HLO texts with elements, `%p#0`: what they mean, and what is said of those that XLA refuses.

tests/live/test_parser.py sends every one of them through XLA's own parser, from jaxlib 0.11 on.
"""

from tests.support.hlo_errors import Rejected
from tests.support.hlo_examples import Example

PAIR = "(f32[4]{0}, (f32[2]{0}, f32[2]{0}))"
P = f"ENTRY e: %p = {PAIR} parameter(0)\n"
P_0 = "ENTRY e: %p_0 = f32[4]{0} get-tuple-element(%p), index=0\n"
P_1 = "ENTRY e: %p_1 = (f32[2]{0}, f32[2]{0}) get-tuple-element(%p), index=1\n"
P_1_0 = "ENTRY e: %p_1_0 = f32[2]{0} get-tuple-element(%p_1), index=0\n"
P_1_1 = "ENTRY e: %p_1_1 = f32[2]{0} get-tuple-element(%p_1), index=1\n"
FOUR = "f32[4]{0} constant({1, 2, 3, 4})"


def in_pair(*lines: str) -> str:
    """A text in the form that XLA prints, whose entry computation holds a parameter `%p`, and these lines."""
    body = "".join(f"  {line}\n" for line in (f"%p = {PAIR} parameter(0)", *lines))
    return f"HloModule m\n\nENTRY %e {{\n{body}}}\n\n"


ELEMENTS = {
    "twice, and made once": Example(
        in_pair("ROOT %a = f32[4]{0} add(%p#0, %p#0)"), P + P_0 + "ENTRY e: ROOT %a = f32[4]{0} add(%p_0, %p_0)"
    ),
    "of an element": Example(
        in_pair("ROOT %a = f32[2]{0} add(%p#1#0, %p#1#1)"),
        P + P_1 + P_1_0 + P_1_1 + "ENTRY e: ROOT %a = f32[2]{0} add(%p_1_0, %p_1_1)",
    ),
    "three operands and more": Example(
        in_pair("ROOT %t = (f32[4]{0}, f32[4]{0}, f32[2]{0}, /*index=3*/f32[4]{0}) tuple(%p#0, %p#0, %p#1#0, %p#0)"),
        P
        + P_0
        + P_1
        + P_1_0
        + "ENTRY e: ROOT %t = (f32[4]{0}, f32[4]{0}, f32[2]{0}, f32[4]{0}) tuple(%p_0, %p_0, %p_1_0, %p_0)",
    ),
    "whose name is taken above": Example(
        in_pair(f"%p_0 = {FOUR}", "ROOT %a = f32[4]{0} add(%p#0, %p_0)"),
        P
        + f"ENTRY e: %p_0 = {FOUR}\n"
        + "ENTRY e: %p_0.1 = f32[4]{0} get-tuple-element(%p), index=0\n"
        + "ENTRY e: ROOT %a = f32[4]{0} add(%p_0.1, %p_0)",
    ),
    "whose name is taken below": Example(
        in_pair("%b = f32[4]{0} negate(%p#0)", f"%p_0 = {FOUR}", "ROOT %a = f32[4]{0} add(%b, %p_0)"),
        P
        + "ENTRY e: %p_0.1 = f32[4]{0} get-tuple-element(%p), index=0\n"
        + "ENTRY e: %b = f32[4]{0} negate(%p_0.1)\n"
        + f"ENTRY e: %p_0 = {FOUR}\n"
        + "ENTRY e: ROOT %a = f32[4]{0} add(%b, %p_0)",
    ),
    "of a get-tuple-element with a line of its own": Example(
        in_pair(
            "%g = (f32[2]{0}, f32[2]{0}) get-tuple-element(%p), index=1",
            "ROOT %a = f32[2]{0} add(%g#1, %p#1#1)",
        ),
        P
        + "ENTRY e: %g = (f32[2]{0}, f32[2]{0}) get-tuple-element(%p), index=1\n"
        + "ENTRY e: %g_1 = f32[2]{0} get-tuple-element(%g), index=1\n"
        + P_1
        + P_1_1
        + "ENTRY e: ROOT %a = f32[2]{0} add(%g_1, %p_1_1)",
    ),
    "without percent signs": Example(
        in_pair("ROOT %a = f32[4]{0} add(%p#0, %p#0)").replace("%", ""),
        P + P_0 + "ENTRY e: ROOT %a = f32[4]{0} add(%p_0, %p_0)",
    ),
    "with spaces, comments, shapes and leading zeros": Example(
        in_pair("ROOT %a = f32[4]{0} add(f32[4]{0} %p #/*x*/0, /*index=1*/p# 00)"),
        P + P_0 + "ENTRY e: ROOT %a = f32[4]{0} add(%p_0, %p_0)",
    ),
    "with leading zeros as XLA prints lines": Example(
        in_pair("ROOT %a = f32[4]{0} add(%p#00, %p#0)"), P + P_0 + "ENTRY e: ROOT %a = f32[4]{0} add(%p_0, %p_0)"
    ),
    "in the root, behind other computations": Example(
        "HloModule m\n\n%f (x: (f32[2])) -> f32[2] {\n  %x = (f32[2]{0}) parameter(0)\n"
        "  ROOT %n = f32[2]{0} negate(%x#0)\n}\n\n"
        "ENTRY %e (x: (f32[2])) -> f32[2] {\n  %x = (f32[2]{0}) parameter(0)\n"
        "  %c = f32[2]{0} call(%x), to_apply=%f\n  ROOT %a = f32[2]{0} add(%x#0, %c)\n}\n",
        "f: %x = (f32[2]{0}) parameter(0)\n"
        "f: %x_0 = f32[2]{0} get-tuple-element(%x), index=0\n"
        "f: ROOT %n = f32[2]{0} negate(%x_0)\n"
        "ENTRY e: %x = (f32[2]{0}) parameter(0)\n"
        "ENTRY e: %c = f32[2]{0} call(%x), to_apply=%f\n"
        "ENTRY e: %x_0 = f32[2]{0} get-tuple-element(%x), index=0\n"
        "ENTRY e: ROOT %a = f32[2]{0} add(%x_0, %c)",
    ),
    "beside such signs in strings": Example(
        in_pair('ROOT %a = f32[4]{0} negate(%p#0), metadata={op_name="a#1"}, backend_config={"x":"%p#1"}'),
        P + P_0 + 'ENTRY e: ROOT %a = f32[4]{0} negate(%p_0), metadata={op_name="a#1"}, backend_config={"x":"%p#1"}',
    ),
}

NO_ELEMENTS = {
    "of an instruction that is not defined": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%q#0)"),
        "x.hlo:5:30: expected an instruction that is defined above, found 'q'\n"
        "    ROOT %a = f32[4]{0} negate(%q#0)\n"
        "                               ^",
    ),
    "of an array": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#0#0)"),
        "x.hlo:5:35: expected the index of a member of 'p#0', whose shape is f32[4]{0}, found '0'\n"
        "    ROOT %a = f32[4]{0} negate(%p#0#0)\n"
        "                                    ^",
    ),
    "beyond the last member": Rejected(
        in_pair("ROOT %a = f32[2]{0} negate(%p#1#2)"),
        "x.hlo:5:35: expected the index of a member of 'p#1', whose shape is (f32[2]{0}, f32[2]{0}), found '2'\n"
        "    ROOT %a = f32[2]{0} negate(%p#1#2)\n"
        "                                    ^",
    ),
    "before the first member": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#-1)"),
        "x.hlo:5:33: expected the index of a member, found '-1'\n"
        "    ROOT %a = f32[4]{0} negate(%p#-1)\n"
        "                                  ^",
    ),
    "without an index": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#)"),
        "x.hlo:5:33: expected the index of a member, found ')'\n"
        "    ROOT %a = f32[4]{0} negate(%p#)\n"
        "                                  ^",
    ),
    "with two signs": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p##0)"),
        "x.hlo:5:33: expected the index of a member, found '#'\n"
        "    ROOT %a = f32[4]{0} negate(%p##0)\n"
        "                                  ^",
    ),
    "with an index that is too large": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#99999999999999999999)"),
        "x.hlo:5:33: expected the index of a member, found '99999999999999999999'\n"
        "    ROOT %a = f32[4]{0} negate(%p#99999999999999999999)\n"
        "                                  ^",
    ),
    "with an index that is no integer": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#0.0)"),
        "x.hlo:5:34: expected ',' or ')', found '.0'\n"
        "    ROOT %a = f32[4]{0} negate(%p#0.0)\n"
        "                                   ^",
    ),
    "of another shape than is written": Rejected(
        in_pair("ROOT %a = f32[3]{0} negate(f32[3]{0} %p#0)"),
        "x.hlo:5:40: expected an operand of shape f32[3]{0}, found 'p#0' of shape f32[4]{0}\n"
        "    ROOT %a = f32[3]{0} negate(f32[3]{0} %p#0)\n"
        "                                         ^",
    ),
    "as the name of an instruction": Rejected(
        in_pair("%q#0 = f32[4]{0} constant({1,2,3,4})"),
        "x.hlo:5:5: expected '=', found '#'\n    %q#0 = f32[4]{0} constant({1,2,3,4})\n      ^",
    ),
    "by the name that it gets": Rejected(
        in_pair("%b = f32[4]{0} negate(%p#0)", "ROOT %a = f32[4]{0} add(%b, %p_0)"),
        "x.hlo:6:31: expected an instruction that is defined above, found 'p_0'\n"
        "    ROOT %a = f32[4]{0} add(%b, %p_0)\n"
        "                                ^",
    ),
    "as a control predecessor": Rejected(
        in_pair("ROOT %a = f32[4]{0} negate(%p#0), control-predecessors={%p#0}"),
        "x.hlo:5:58: expected names such as {a, b}, found '{%p#0}'\n"
        "    ROOT %a = f32[4]{0} negate(%p#0), control-predecessors={%p#0}\n"
        "                                                           ^",
    ),
}
