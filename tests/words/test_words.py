"""Numbers, sizes and long texts in tables."""

import pytest

from hloscope.words import bytes_text, count_text, name_text, number_text, seconds_text, source_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (None, "-"),
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (12_345, "12.3 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (4_000_000_000, "4 GB"),
        (7 * 10**15, "7e+03 TB"),
        (2**63 - 1, "9.22e+06 TB"),
    ],
)
def test_size_has_three_digits(size: int | None, text: str) -> None:
    assert bytes_text(size) == text


def test_missing_number_is_a_dash() -> None:
    assert [count_text(None), count_text(0)] == ["-", "0"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("src/layers/model.py:12", "model.py:12"),
        ("model.py:12", "model.py:12"),
        ("jit(step)/dot_general", "jit(step)/dot_general"),
        ("jit(train_step)/transpose(jvp(mlp))/dot_general", "...anspose(jvp(mlp))/dot_general"),
    ],
)
def test_source_is_shown_by_its_end(source: str, text: str) -> None:
    assert source_text(source) == text


def test_long_name_keeps_its_beginning() -> None:
    assert name_text("jit_step") == "jit_step"
    assert name_text("a_inference_step_18__XlaMustCompile_true", limit=20) == "a_inference_step_..."


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1 k"), (3_164_160, "3.16 M"), (2 * 10**12, "2 T"), (7 * 10**21, "7e+03 E")],
)
def test_number_has_three_digits(number: int, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0 ns"), (1.5e-9, "1.5 ns"), (12.34e-6, "12.3 us"), (0.99996e-3, "1 ms"), (0.25, "250 ms"), (90.0, "90 s")],
)
def test_time_has_three_digits(seconds: float, text: str) -> None:
    assert seconds_text(seconds) == text


def test_largest_numbers_have_three_digits() -> None:
    assert bytes_text(10**5000) == "1e+288 TB"
    assert number_text(10**5000) == "1e+282 E"
