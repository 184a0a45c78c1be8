"""Labels tell programs apart that bear one name."""

from hloscope.reports.schema import ProgramName
from hloscope.tables.program_labels import ProgramLabels


def program(name: str, number: int | None, platform: str) -> ProgramName:
    return {
        "name": name,
        "complete": True,
        "id": number,
        "path": "",
        "framework": "jax",
        "platform": platform,
        "arch": None,
        "recompilation_of": None,
    }


def test_programs_of_one_name_are_told_apart_by_backend_else_by_number() -> None:
    alone, gpu, tpu = program("jit_g", 1, "gpu"), program("jit_f", 1, "gpu"), program("jit_f", 1, "tpu")
    labels = ProgramLabels([alone, gpu, tpu, gpu])
    assert [*map(labels.label_of, (alone, gpu, tpu))] == ["jit_g", "jit_f, jax gpu", "jit_f, jax tpu"]
    first, second = program("jit_f", 2, "cpu"), program("jit_f", 4, "cpu")
    assert [*map(ProgramLabels([first, second]).label_of, (first, second))] == ["jit_f #2", "jit_f #4"]
    unnumbered = program("jit_f", None, "cpu")
    assert ProgramLabels([first, unnumbered]).label_of(unnumbered) == "jit_f"
