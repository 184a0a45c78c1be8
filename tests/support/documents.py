"""The commands that print a document of what is in testdata/, and the arguments of one such."""

from tests.support.dumped import TESTDATA

MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
H100 = str(TESTDATA / "jax-0.10.2-h100" / "mlp")
PASSES = str(TESTDATA / "jax-0.10.2-cpu-passes" / "softmax")
GRAPH = str(TESTDATA / "torchscript-2.9.1" / "loop.scripted.txt")
WITH_A_DOCUMENT = {
    "report": [MLP],
    "show": [MLP, "broadcast_maximum_fusion"],
    "passes": [PASSES],
    "blame": [MLP, "broadcast_maximum_fusion"],
    "why": [MLP],
    "source": [MLP],
    "cost": [MLP],
    "memory": [str(TESTDATA / "jax-0.10.2-cpu" / "attention-forms")],
    "collectives": [str(TESTDATA / "jax-0.12.0.1-cpu" / "grid_collectives")],
    "profile": [str(TESTDATA / "profiles" / "jax-0.10.2-cpu")],
    "export": [MLP],
    "env": ["--dump-to", "dump"],
    "doctor": [MLP],
    "diff": [MLP, MLP],
    "compare": [f"a={MLP}", f"b={H100}"],
    "recompiles": [str(TESTDATA / "jax-0.10.2-cpu" / "eager_training")],
    "ranks": [str(TESTDATA / "ranks" / "jax-0.10.2-cpu")],
    "targets": [],
    "torchscript": [GRAPH],
}
