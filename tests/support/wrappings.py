"""Wrappings: how HLO reaches people, as functions of a module's text; whatever wraps it, it is the same module."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping

WrapText = Callable[[str], str]
Wrap = Callable[[str], str | bytes]


def each_line(front: str | Callable[[int], str], end: str = "") -> WrapText:
    """The same in front of each line, or what a function of its number gives."""

    def wrap(text: str) -> str:
        lines = text.rstrip("\n").split("\n")
        fronts = (front if isinstance(front, str) else front(number) for number in range(1, len(lines) + 1))
        return "\n".join(f"{start}{line}{end}" for start, line in zip(fronts, lines, strict=True)) + "\n"

    return wrap


def time_of(number: int) -> str:
    return f"{9 + number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"


def json_lines(**fields: object) -> WrapText:
    return lambda text: "".join(json.dumps({"log": f"{line}\n", **fields}) + "\n" for line in text.split("\n"))


def journal_lines(text: str) -> str:
    return "".join(json.dumps({"MESSAGE": line, "_PID": "17", "PRIORITY": "6"}) + "\n" for line in text.split("\n"))


def notebook(text: str) -> str:
    outputs = [{"name": "stdout", "output_type": "stream", "text": ["Compiled\n", *text.splitlines(keepends=True)]}]
    cells = [{"cell_type": "code", "source": ["print(compiled.as_text())"], "outputs": outputs}]
    return json.dumps({"cells": cells, "nbformat": 4}, indent=1)


def kubernetes_lines(text: str, length: int = 60) -> str:
    """Long lines are split, as the runtime does at 16 KiB."""
    found: list[str] = []
    for line in text.split("\n"):
        parts = [line[start : start + length] for start in range(0, len(line), length)] or [""]
        found += [f"2025-08-19T09:15:10.544797012Z stdout P {part}" for part in parts[:-1]]
        found.append(f"2025-08-19T09:15:10.544797012Z stdout F {parts[-1]}")
    return "\n".join(found) + "\n"


def gitlab_lines(text: str, length: int = 70) -> str:
    """Long lines are split, as the runner does at 4 KiB."""
    found: list[str] = []
    for line in text.split("\n"):
        found.append(f"2025-08-19T09:15:10.544797Z 00O {line[:length]}")
        found += [f"2025-08-19T09:15:10.544798Z 00O+{line[length:]}"] if line[length:] else []
    return "\n".join(found) + "\n"


def c_literals(text: str) -> str:
    lines = (line.replace("\\", "\\\\").replace('"', '\\"') for line in text.rstrip("\n").split("\n"))
    return (
        "const char* kHlo =\n" + "\n".join(f'    "{line}\\n"' for line in lines) + ";\nint main() {\n  return 0;\n}\n"
    )


def web_page(text: str) -> str:
    return f"<html><body><p>My module:</p>\n<pre><code>{html.escape(text)}</code></pre>\n</body></html>\n"


def box(text: str) -> str:
    width = max(map(len, text.split("\n")))
    lines = "\n".join(f"\u2502 {line:{width}} \u2502" for line in text.rstrip("\n").split("\n"))
    edge = "\u2500" * (width + 2)
    return f"\u256d{edge}\u256e\n{lines}\n\u2570{edge}\u256f\n"


def with_log_lines(text: str) -> str:
    """Lines that a program writes to the same stream meanwhile."""
    own = (
        "I0000 00:00:1795992099.058827   28685 service.cc:152] XLA service 0x1 initialized for platform Host",
        "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
        "2025-08-19 09:15:10.544797: W external/xla/xla/service/x.cc:31] a = b",
        "/usr/lib/python3/jax/api.py:12: UserWarning: Some donated buffers were not usable",
        "INFO:root:step 10",
    )
    lines = text.split("\n")
    return "\n".join(f"{line}\n{own[number % 5]}" if number % 4 == 3 else line for number, line in enumerate(lines))


CI: Mapping[str, WrapText] = {
    "GitHub Actions, Azure": each_line(lambda n: f"2025-08-19T{time_of(n)}.{n:07}Z "),
    "GitHub Actions with a job": each_line(lambda n: f"test (3.12)\tRun tests\t2025-08-19T{time_of(n)}.{n:07}Z "),
    "GitLab": gitlab_lines,
    "GitLab sections": lambda text: (
        f"section_start:1560896352:my_step\r\x1b[0K{text}section_end:1560896353:my_step\r\x1b[0K\n"
    ),
    "Jenkins": each_line(lambda n: f"[2025-08-19T{time_of(n)}.{n:03}Z] "),
    "Jenkins, a branch": each_line(lambda n: f"[{time_of(n)}] [gpu-tests] "),
    "Buildkite": each_line(lambda n: f"\x1b_bk;t={1716381565000 + n}\x07"),
    "Travis": lambda text: (
        f"travis_fold:start:script\r\x1b[0K$ python train.py\n{text}travis_fold:end:script\r\x1b[0K\n"
    ),
    "carriage returns": lambda text: "  3%|#   | 1/3\r 60%|###  | 2/3\r100%|#####| 3/3\n" + text.replace("\n", "\r\n"),
    "a bar in front": lambda text: f"  3%|#   | 1/3\r100%|#####| 3/3\r{text}",
    "colours": each_line("\x1b[2m\x1b[36m12:00:00.5\x1b[0m \x1b[1m", "\x1b[0m"),
    "Kubernetes": kubernetes_lines,
    "docker": json_lines(stream="stdout", time="2025-08-19T09:15:10.5Z"),
    "fluentd": lambda text: "".join(json.dumps({"log": line, "pod": "a-0"}) + "\n" for line in text.split("\n")),
    "journal as JSON": journal_lines,
    "journal": each_line(lambda n: f"Aug 19 {time_of(n)} node-7 python[4242]: "),
    "journal, precise": each_line(lambda n: f"2025-08-19T{time_of(n)}+0200 node-7 python[4242]: "),
    "ts": each_line(lambda n: f"Aug 19 {time_of(n)} "),
    "seconds": each_line(lambda n: f"[{n / 7:12.6f}] "),
    "epoch": each_line(lambda n: f"{1716381565 + n}.{n:06} "),
}
LAUNCHERS: Mapping[str, WrapText] = {
    "srun -l": each_line("0: "),
    "srun -l, wide": each_line("  7: "),
    "mpirun --tag-output": each_line("[1,0]<stdout>:"),
    "mpirun --timestamp-output": each_line(lambda n: f"Tue Aug 19 {time_of(n)} 2025[1,0]<stdout>:"),
    "prte": each_line("[prterun-node7-1234@1,0]<stdout>: "),
    "MPICH": each_line("[0] "),
    "torchrun": each_line("[default0]:"),
    "rank": each_line("[rank0]: "),
    "rank and glog": each_line(lambda n: f"[rank0]:I0819 {time_of(n)}.131415    4242 dump.cc:123] "),
    "ray": each_line("(train_fn pid=4242, ip=10.0.0.1) "),
    "ray, short": each_line("\x1b[36m(RayTrainWorker pid=4242)\x1b[0m "),
    "kubectl --prefix": each_line("[pod/train-0/main] "),
    "stern": each_line("train-0 main "),
    "docker compose": each_line("service-1  | "),
    "foreman": each_line(lambda n: f"{time_of(n)} worker.1 | "),
    "pdsh": each_line("node7: "),
    "parallel --tag": each_line("train.py\t"),
    "glog": each_line(lambda n: f"I0819 {time_of(n)}.131415    4242 dump.cc:123] "),
    "absl": each_line("I0000 00:00:1795992099.058827   28685 hlo_module.cc:99] "),
    "TensorFlow": each_line(
        lambda n: f"2025-08-19 {time_of(n)}.544797: I tensorflow/compiler/xla/service/dump.cc:123] "
    ),
    "Python logging": each_line(lambda n: f"2025-08-19 {time_of(n)},123 - root - INFO - "),
    "loguru": each_line(lambda n: f"2025-08-19 {time_of(n)}.123 | DEBUG    | __main__:<module>:12 - "),
    "CloudWatch": each_line(lambda n: f"2025-08-19T{time_of(n)}.123Z\t"),
    "CI, launcher and logger": each_line(
        lambda n: f"2025-08-19T{time_of(n)}.{n:07}Z  3: I0819 {time_of(n)}.131415 42 dump.cc:123] "
    ),
}
QUOTATIONS: Mapping[str, Wrap] = {
    "text around": lambda text: (
        f"Hello, see below what I got (it's odd):\n\n{text}\nWhat is wrong {{here}}?\nx = a[0]\n"
    ),
    "printed with a word": lambda text: f"Compiled: {text}",
    "logged once": lambda text: f"INFO:root:{text}INFO:root:done\n",
    "fence": lambda text: f"# Bug\n\nThe HLO:\n```hlo\n{text}```\nThanks!\n",
    "fence in a list": lambda text: "1. run\n\n" + each_line("   ")(f"```\n{text}```\n"),
    "details": lambda text: f"<details><summary>HLO</summary>\n\n```\n{text}```\n\n</details>\n",
    "indented": each_line("        "),
    "tab": each_line("\t"),
    "mail": each_line("> "),
    "mail, twice": each_line(">> "),
    "C++ comment": each_line("// "),
    "C++ comment, trimmed": lambda text: each_line("// ")(text).replace("// \n", "//\n"),
    "block comment": lambda text: f"/**\n{each_line(' * ')(text)} */\n",
    "hash": each_line("# "),
    "semicolon": each_line("; "),
    "TeX": each_line("% "),
    "C++ raw string": lambda text: (
        f'  const char* const hlo_string = R"(\n{text})";\n  auto module = Parse(hlo_string);\n'
    ),
    "C++ raw string, at once": lambda text: f'absl::string_view hlo = R"hlo({text})hlo";\n',
    "C++ literals": c_literals,
    "C++ macro": lambda text: (
        "#define HLO \\\n" + "".join(f"{line} \\\n" for line in text.rstrip("\n").split("\n")) + "\n"
    ),
    "Python triple quotes": lambda text: f'HLO = """{text}"""\nmodule = parse(HLO)\n',
    "Python literals": lambda text: (
        "hlo = (\n" + "".join(f"    {line + chr(10)!r}\n" for line in text.split("\n")) + ")\n"
    ),
    "Python repr": lambda text: f"hlo = {text!r}\n",
    "Python bytes": lambda text: f"b{text!r}"[:1] + repr(text.encode())[1:] + "\n",
    "JSON": lambda text: json.dumps({"name": "f", "hlo": text, "n": [1, {"x": None}]}),
    "JSON, indented": lambda text: json.dumps({"modules": [{"text": text}]}, indent=2),
    "JSON in JSON": lambda text: json.dumps({"body": json.dumps({"hlo": text})}),
    "a line of JSON in a log": lambda text: f'starting\n{{"level": "info", "hlo": {json.dumps(text)}}}\ndone\n',
    "a JSON string": json.dumps,
    "notebook": notebook,
    "cat -n": each_line(lambda n: f"{n:6}\t"),
    "nl": each_line(lambda n: f"{n:6}  "),
    "grep -n": each_line(lambda n: f"{n}:"),
    "grep -n with a name": each_line(lambda n: f"dump/module.txt:{n}:"),
    "bat": each_line(lambda n: f"{n:5}   \u2502 "),
    "vim": each_line(lambda n: f"{n:4} "),
    "diff": lambda text: f"--- /dev/null\n+++ b/module.txt\n@@ -0,0 +1,9 @@\n{each_line('+')(text)}",
    "git diff": lambda text: (
        f"diff --git a/m.txt b/m.txt\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/m.txt\n@@ -0,0 +1,9 @@\n{each_line('+')(text)}\\ No newline at end of file\n"
    ),
    "diff in a quotation": lambda text: each_line("> ")(
        f"It is:\n```diff\n{each_line('+')(text)}-  %old.1 = f32[2]{{0}} add(%a, %b)\n```\nthanks\n"
    ),
    "plain diff": lambda text: f"0a1,99\n{each_line('> ')(text)}",
    "HTML": web_page,
    "HTML entities": html.escape,
    "HTML, lines": lambda text: "".join(
        f'<span class="line">{html.escape(line)}</span><br>\n' for line in text.split("\n")
    ),
    "no-break spaces": lambda text: text.replace("  ", "\u00a0 ").replace(", ", ",\u00a0"),
    "zero-width spaces": lambda text: text.replace(" = ", "\u200b = "),
    "a word processor": lambda text: text.replace("->", "\u2013>").replace('"', "\u201d"),
    "box": box,
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 of PowerShell": lambda text: ("PS> type x\r\n" + text.replace("\n", "\r\n")).encode("utf-16"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Mac line ends": lambda text: text.replace("\n", "\r"),
    "empty lines between": lambda text: text.replace("\n", "\n\n"),
    "trailing spaces": each_line("", "   "),
    "log lines between": with_log_lines,
    "log lines between, behind a rank": lambda text: each_line("[rank3]: ")(with_log_lines(text)),
}
LOGS: Mapping[str, WrapText] = {**CI, **LAUNCHERS}
WRAPPINGS: Mapping[str, Wrap] = {**CI, **LAUNCHERS, **QUOTATIONS}
