"""torch-xla: what it is known by."""

from __future__ import annotations

from hloscope.frameworks.framework import Framework
from hloscope.regex import lazy_pattern

TORCH_XLA = Framework(
    name="torch-xla",
    title="torch-xla",
    plain_name="torch",
    module="torch_xla",
    packages=("torch",),
    array_module="torch",
    compiler="torch-xla",
    distributions=r"torch|torch[-_]xla",
    libraries=("_XLAC*.so",),
    module_name=lazy_pattern(r"(?:SyncTensorsGraph|IrToHlo)(?:\.|$)"),
    metadata=lazy_pattern(r'op_type="(?:aten|xla|prim|torch_xla)__'),
    examples="a torch.nn.Module or torch tensors",
    silence=(
        "torch-xla's device was never used, so nothing went through XLA",
        "move tensors and modules with .to(torch_xla.device()), and call torch_xla.sync()",
    ),
    # It writes neither operation nor source line into its metadata unless told to.
    variables={"XLA_IR_DEBUG": "1", "XLA_HLO_DEBUG": "1"},
    removed=("XLA_PERSISTENT_CACHE_PATH",),  # unset is off
)
