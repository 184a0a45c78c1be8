"""The page in a real browser: every view, every click path, and nothing said or asked for."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

import hloscope
from benchmarks.modules import generated_module
from hloscope.cli import main
from tests.support.browser import Browser, Shown, chromium, keep_screenshot
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_dump

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.xdist_group("browser")]

DUMPS = {
    "mlp": "jax-0.10.2-h100/mlp",
    "passes": "jax-0.10.2-h100-passes/mlp_sgd_3",
    "sharded": "jax-0.12.0.1-cpu/grid_train_step",
    "memory": "jax-0.12.0.1-cpu/layers_saved-memory",
    "loops": "jax-0.12.0.1-h100/scan_layers_gradient",
    "profile": "profiles/jax-sharded-0.10.2-cpu",
}
VIEWS = {
    "mlp": ("overview", "kernels", "source", "cost", "graph", "roofline"),
    "passes": ("overview", "kernels", "source", "cost", "graph", "roofline", "passes"),
    "sharded": ("overview", "kernels", "source", "cost", "graph", "roofline", "collectives"),
    "memory": ("overview", "kernels", "source", "cost", "graph", "memory", "roofline"),
    "loops": ("overview", "kernels", "source", "cost", "graph", "roofline"),
    "profile": ("overview", "kernels", "source", "cost", "graph", "timeline", "memory", "roofline", "collectives"),
    "diff": ("overview", "kernels", "source", "cost", "graph", "roofline", "diff"),
}
SHOWN = (
    *((name, size, scheme) for name in VIEWS for size, scheme in (("wide", "light"), ("narrow", "dark"))),
    ("passes", "wide", "dark"),
    ("passes", "narrow", "light"),
)
DIFF = ("jax-0.6.2-cpu/demo", "jax-0.12.0.1-cpu/demo")
LARGE = 40_000


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the page of each dump as a user does."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in (*DUMPS, "large", "hostile", "diff")}
    for name, dump in DUMPS.items():
        assert main(["html", str(TESTDATA / dump), "-o", str(made[name])]) == 0
    main(["diff", *[str(TESTDATA / dump) for dump in DIFF], "--html", str(made["diff"])])
    large = folder / "large_after_optimizations.txt"
    large.write_text(generated_module(LARGE), "utf-8")
    assert main(["html", str(large), "-o", str(made["large"])]) == 0
    main(["html", str(make_dump(folder / "dump")), "-o", str(made["hostile"])])
    return made


def told(command: str, name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Read what a command prints of the one program in a dump."""
    main([command, str(TESTDATA / DUMPS[name]), "--json"])
    program: dict[str, Any]
    (program,) = json.loads(capsys.readouterr().out)["compilations"]
    return program


def text_of(shown: Shown, selector: str) -> str:
    return str(shown.locator(selector).inner_text())


@pytest.mark.parametrize(("name", "size", "scheme"), SHOWN)
def test_every_view_is_shown_in_silence(
    name: str, size: str, scheme: str, browser: Browser, pages: dict[str, Path]
) -> None:
    with browser.opened(pages[name], size=size, scheme=scheme) as shown:
        tabs = shown.locator("nav button").evaluate_all("tabs => tabs.map(tab => tab.dataset.view)")
        assert tuple(tabs) == VIEWS[name]
        for view in tabs:
            shown.locator(f"nav button[data-view={view}]").click()
            assert shown.locator("nav [aria-current]").get_attribute("data-view") == view
            shown.wait_for_timeout(40)
            keep_screenshot(shown, f"{name}-{view}-{size}-{scheme}")
            overflow = shown.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"{view} is wider than the window"


def test_overview_shows_what_report_counts(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    kernels = told("report", "passes", capsys)["kernels"]
    with browser.opened(pages["passes"]) as shown:
        for stage in ("before", "unfused", "after"):
            assert text_of(shown, f"[data-stage={stage}] strong") == str(kernels[stage]["compute_launches"])
        assert text_of(shown, "[data-figure='Bytes per run'] dd >> nth=0") == "116 kB"


def test_a_fact_leads_to_what_it_is_about(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"]) as shown:
        fact = shown.locator(".facts button", has_text="costly kernel").first
        title = text_of(fact, "code").partition(" ")[0]
        fact.click()
        assert text_of(shown, "nav [aria-current]").startswith("Kernels")
        assert text_of(shown, ".inspector .name") == title
        assert shown.locator(".table .row.selected").get_attribute("data-name") == title
        shown.go_back()
        assert text_of(shown, "nav [aria-current]").startswith("Overview")


def test_table_is_sorted_filtered_and_folded(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"], "view=kernels") as shown:
        rows = shown.locator(".rows .row code")
        assert rows.count() == 16
        shown.locator("[role=columnheader] button", has_text="Kernel").click()
        names = rows.all_inner_texts()
        assert names == sorted(names)
        shown.keyboard.press("/")
        shown.keyboard.type("gemm")
        assert set(rows.all_inner_texts()) == {name for name in names if "gemm" in name}
        assert "8 launches" in text_of(shown, ".tools")
        shown.get_by_role("button", name="equal ones as one").click()
        assert rows.count() < 8
        assert "\u00d7" in text_of(shown, ".rows")


def test_panes_light_counterparts(browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    program = told("source", "passes", capsys)
    place = program["lines"][0]["place"].rpartition("/")[2]
    with browser.opened(pages["passes"], "view=source") as shown:
        shown.locator(".pane.lines .row", has_text=place).hover()
        said = text_of(shown, ".said")
        launches = program["lines"][0]["launches"]
        assert said.startswith("1 line · ")
        assert f"{len(launches)} launches" in said
        lit = shown.locator(".pane.after .row.lit code").evaluate_all("all => all.map(code => code.textContent)")
        assert set(lit) <= set(launches)
        shown.locator(".pane.after .row").nth(3).click()
        name = text_of(shown, ".inspector .name")
        asked = [each["name"] for each in program["operations"] if name in each["places"]]
        assert f" {len(asked)} operation" in text_of(shown, ".said")
        shown.keyboard.press("Escape")
        assert shown.locator(".row.lit").count() == 0


def test_keys_lead_everywhere(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"]) as shown:
        shown.keyboard.press("2")
        shown.keyboard.press("ArrowDown")
        first = text_of(shown, ".inspector .name")
        shown.keyboard.press("ArrowDown")
        assert text_of(shown, ".inspector .name") != first
        shown.keyboard.press("Escape")
        assert shown.locator(".inspector").is_hidden()
        shown.keyboard.press("?")
        assert shown.locator("dialog[open]").count() == 1
        shown.keyboard.press("Escape")
        shown.keyboard.press("t")
        assert shown.evaluate("document.documentElement.dataset.theme") == "dark"


def test_address_holds_the_state(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"], "view=kernels&sort=name&select=139") as shown:
        assert text_of(shown, "[aria-sort=ascending]").startswith("Kernel")
        name = text_of(shown, ".inspector .name")
        assert shown.locator(".row.selected").get_attribute("data-name") == name
        shown.evaluate("location.hash = 'view=overview'")
        assert text_of(shown, "nav [aria-current]").startswith("Overview")


def test_graph_selects_unfolds_and_moves(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"], "view=graph") as shown:
        assert "16 nodes, 21 values through memory, 65.5 kB of a run" in text_of(shown, ".tools")
        assert "other compiler" in text_of(shown, ".legend")
        shown.locator("input[type=search]").fill("loop_select_fusion.1")
        assert text_of(shown, ".inspector .name") == "loop_select_fusion.1"
        assert "Reads through memory" in text_of(shown, ".inspector")
        shown.locator("canvas.graph").focus()
        shown.keyboard.press("Enter")
        number = shown.evaluate("new URLSearchParams(location.hash.slice(1)).get('open')")
        assert number == shown.evaluate("new URLSearchParams(location.hash.slice(1)).get('select')")
        assert shown.get_by_role("button", name="fold", exact=True).is_enabled()
        shown.keyboard.press("ArrowDown")
        shown.wait_for_timeout(500)
        assert "at=" in shown.evaluate("location.hash")
        box = shown.locator("canvas.graph").bounding_box()
        shown.mouse.click(box["x"] + 3, box["y"] + 3)
        assert shown.locator(".inspector").is_hidden()


def test_click_on_the_canvas_selects_what_is_there(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"], "view=graph&select=139") as shown:
        name = text_of(shown, ".inspector .name")
        shown.keyboard.press("Escape")
        assert shown.locator(".inspector").is_hidden()
    with browser.opened(pages["passes"], "view=graph&select=139&at=1,0,0") as shown:
        shown.get_by_role("button", name="fit").click()
        assert text_of(shown, ".inspector .name") == name


def test_icicle_zooms_and_changes_its_width(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    scopes = told("source", "passes", capsys)["scopes"]
    backward = next(scope for scope in scopes if scope["phase"] == "backward")
    with browser.opened(pages["passes"], "view=cost") as shown:
        shown.locator(".piece", has_text="backward").hover()
        assert f"{backward['launches']} launches" in text_of(shown, ".said")
        assert f"{backward['share']:.1%}" in text_of(shown, ".said")
        shown.locator(".piece", has_text="backward").click()
        assert text_of(shown, ".path").split() == ["run", "backward"]
        shown.get_by_role("button", name="bytes").click()
        assert "metric=bytes" in shown.evaluate("location.hash")
        shown.keyboard.press("ArrowUp")
        assert text_of(shown, ".path") == "run"
        shown.locator(".piece.kernel").first.click()
        assert shown.locator(".inspector").is_visible()


def test_memory_tells_the_peak(browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    memory = told("memory", "memory", capsys)["memory"]
    with browser.opened(pages["memory"], "view=memory") as shown:
        assert text_of(shown, "h1") == "1.98 MB"
        assert memory["peak_bytes"] == 1982496
        assert memory["peak_instruction"] in text_of(shown, ".title")
        assert "the peak" in text_of(shown, ".areas .said")
        at_peak = text_of(shown, ".areas .key")
        box = shown.locator(".areas svg").bounding_box()
        shown.mouse.move(box["x"] + 90, box["y"] + 100)
        assert "the peak" not in text_of(shown, ".areas .said")
        assert text_of(shown, ".areas .key") != at_peak
        assert shown.locator(".residents li").count() == len(memory["residents"])


def test_roofline_takes_another_machine(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["cost", str(TESTDATA / DUMPS["passes"]), "--json", "--on", "a100"])
    seconds = json.loads(capsys.readouterr().out)["compilations"][0]["cost"]["modelled_seconds"]
    with browser.opened(pages["passes"], "view=roofline") as shown:
        assert "34.6 ns" in text_of(shown, "main")
        shown.locator("main select").select_option("a100")
        assert f"{seconds * 1e9:.3g} ns" in text_of(shown, "main")
        shown.locator(".point").last.click()
        assert text_of(shown, ".inspector .name") == shown.locator(".point").last.get_attribute("data-name")


def test_passes_move_by_keys(browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    passes = told("passes", "passes", capsys)["passes"]
    with browser.opened(pages["passes"], "view=passes") as shown:
        assert text_of(shown, "h1") == "before optimization"
        assert shown.locator(".pass-list li").count() == len(passes)
        shown.locator(".pass-list button").nth(4).click()
        assert text_of(shown, "h1") == passes[4]["pass"]
        shown.go_back()
        for each in passes[:3]:
            shown.keyboard.press("ArrowRight")
            assert text_of(shown, "h1") == each["pass"]
            assert f"{each['operations']} operations after it" in text_of(shown, ".title")
        shown.keyboard.press("ArrowLeft")
        assert text_of(shown, "h1") == passes[1]["pass"]
        box = shown.locator("canvas.places").bounding_box()
        shown.mouse.move(box["x"] + 5, box["y"] + 5)
        assert "asked for" in text_of(shown, "main section >> nth=0")


def test_collectives_lead_to_their_kernels(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    found = told("collectives", "sharded", capsys)["collectives"]
    with browser.opened(pages["sharded"], "view=collectives") as shown:
        assert text_of(shown, "h1") == f"{found['count']} collectives"
        assert shown.locator(".bar").count() == found["count"]
        assert shown.locator("tbody tr").count() == len(found["sums"])
        shown.locator(".bar").first.click()
        assert text_of(shown, ".inspector .name") == shown.locator(".bar").first.get_attribute("data-name")


def test_diff_goes_from_change_to_change(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["diff", *[str(TESTDATA / dump) for dump in DIFF], "--json"])
    found = json.loads(capsys.readouterr().out)
    changes = [change for program in found["programs"] for change in program["changes"]]
    with browser.opened(pages["diff"], "view=diff") as shown:
        assert text_of(shown, "h1") == found["verdict"]
        assert shown.locator(".change").count() == len(changes)
        for number, change in enumerate(changes[:3]):
            shown.keyboard.press("n")
            assert f"{number + 1} of {len(changes)} changes" in text_of(shown, ".title")
            assert change["what"] in text_of(shown, ".change.current")
        shown.keyboard.press("p")
        assert f"2 of {len(changes)} changes" in text_of(shown, ".title")
        name = changes[0]["new"][0]["name"]
        shown.locator(".change").first.locator(".side").nth(1).locator("button").first.click()
        assert text_of(shown, "nav [aria-current]").startswith("Graph")
        assert text_of(shown, ".inspector .name") == name


def measured(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Read what a command prints of the one program that ran while the profile was recorded."""
    main([command, str(TESTDATA / DUMPS["profile"]), "--json"])
    programs = json.loads(capsys.readouterr().out)["compilations"]
    (program,) = (each for each in programs if each["measured"])
    return dict(program)


def test_profile_opens_with_what_took_longest(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    program = measured("cost", capsys)
    with browser.opened(pages["profile"]) as shown:
        assert text_of(shown, "h1") == program["name"] == "jit_train_step"
        assert text_of(shown, "[data-figure='Measured run'] dd >> nth=0") == "3.22 ms"
        assert f"{program['measured']['run_seconds']['median']:.3g}" == "0.00322"
        others = shown.locator(".programs li")
        assert others.count() == 11
        others.nth(1).locator("button").click()
        assert text_of(shown, "h1") != "jit_train_step"
        shown.go_back()
        assert text_of(shown, "h1") == "jit_train_step"


def test_measured_times_are_shown_in_every_view(
    browser: Browser, pages: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first = measured("cost", capsys)["cost"]["instructions"][0]
    scopes = measured("source", capsys)["scopes"]
    backward = next(scope for scope in scopes if scope["phase"] == "backward")
    share = f"{first['measured']['share']:.1%}"
    with browser.opened(pages["profile"], "view=kernels") as shown:
        assert text_of(shown, ".rows .row code >> nth=0") == first["name"]
        assert "1.08 ms" in text_of(shown, ".rows .row >> nth=0")
        assert share in text_of(shown, ".rows .row >> nth=0")
        shown.locator(".rows .row").first.click()
        assert share in text_of(shown, ".inspector")
        shown.keyboard.press("4")
        shown.locator(".piece", has_text="backward").hover()
        assert f"2.09 ms measured, {backward['measured_share']:.1%}" in text_of(shown, ".said")
        assert f"{backward['measured_seconds']:.3g}" == "0.00209"
        shown.keyboard.press("7")
        points = shown.locator(".point").count()
        shown.get_by_role("button", name="modelled").click()
        assert shown.locator(".point").count() >= points > 10
        assert "times=modelled" in shown.evaluate("location.hash")


def test_time_line_zooms_and_leads_to_kernels(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["profile"], "view=timeline") as shown:
        assert "1.7% of all runs passes while no launch runs" in text_of(shown, ".title")
        assert "95 gaps, 56.5 us in all" in text_of(shown, "main")
        shown.locator(".piece.collective").first.click()
        assert text_of(shown, ".inspector .name").startswith("all-reduce")
        shown.keyboard.press("+")
        address = shown.evaluate("location.hash")
        assert "from=" in address
        assert "to=" in address
        shown.keyboard.press("ArrowRight")
        assert shown.evaluate("location.hash") != address
        pieces = shown.locator(".piece").evaluate_all("all => all.map(piece => piece.style.left)")
        shown.reload()
        shown.wait_for_selector("html[data-ready]")
        assert shown.locator(".piece").evaluate_all("all => all.map(piece => piece.style.left)") == pieces
        shown.locator(".gaps button").first.click()
        assert shown.locator(".time-gap").count() >= 1
        shown.get_by_role("button", name="whole run").click()
        assert "from=" not in shown.evaluate("location.hash")


def test_notebook_shows_the_page_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    dump = TESTDATA / DUMPS["passes"]
    cell = tmp_path / "cell.html"
    for number, (result, view) in enumerate(
        ((hloscope.report(dump), "Overview"), (hloscope.why(dump), "Graph"), (hloscope.cost(dump), "Kernels"))
    ):
        html = getattr(result, "_repr_html_")()  # noqa: B009 (a name of notebooks', which is private to checkers)
        assert len(html) < 120_000
        cell.write_text(f"<!doctype html><html data-ready>{html}", "utf-8")
        with browser.opened(cell) as shown:
            frame = shown.frame_locator("iframe")
            frame.locator("html[data-ready]").wait_for()
            assert text_of(frame, "nav [aria-current]").startswith(view)
            frame.locator("nav button[data-view=kernels]").click()
            frame.locator(".rows .row").nth(number).click()
            assert frame.locator(".inspector .name").is_visible()
            assert shown.locator("details pre").count() == 1
            keep_screenshot(shown, f"notebook-{view.lower()}")


ADDRESSES = {
    "passes": {
        "kernels": "sort=name&class=&fold=1&find=gemm",
        "source": "select=139",
        "cost": "by=stack&metric=bytes&zoom=2",
        "graph": "select=139&at=1,10,20",
        "roofline": "on=a100&select=139",
        "passes": "pass=7",
    },
    "profile": {"timeline": "program=10&from=1000000&to=900000000", "roofline": "program=10&times=modelled"},
    "sharded": {"collectives": "select=3"},
    "memory": {"memory": "select=12"},
    "diff": {"diff": ""},
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_view_is_the_same_after_a_reload(name: str, browser: Browser, pages: dict[str, Path]) -> None:
    for view, state in ADDRESSES[name].items():
        with browser.opened(pages[name], f"view={view}&{state}") as shown:
            assert shown.locator("nav [aria-current]").get_attribute("data-view") == view
            first = (shown.evaluate("location.hash"), text_of(shown, "body"))
            shown.reload()
            shown.wait_for_selector("html[data-ready]")
            assert (shown.evaluate("location.hash"), text_of(shown, "body")) == first


def test_an_address_that_is_wrong_shows_something(browser: Browser, pages: dict[str, Path]) -> None:
    for state in (
        "view=nothing&program=99",
        "view=graph&select=99999999&at=x,y,z&open=-1",
        "view=cost&zoom=-5&by=__proto__",
        "view=passes&pass=1e9",
        "view=kernels&sort=constructor&select=-3",
        "view=roofline&on=toString",
        "%ff&view=",
    ):
        with browser.opened(pages["passes"], state) as shown:
            assert len(text_of(shown, "main")) > 20


def test_keyboard_alone_reaches_what_a_pointer_does(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["passes"], "view=source") as shown:
        shown.locator(".pane.after .rows").focus()
        shown.keyboard.press("ArrowDown")
        first = text_of(shown, ".inspector .name")
        shown.keyboard.press("ArrowDown")
        assert text_of(shown, ".inspector .name") != first
        shown.keyboard.press("Escape")
        shown.keyboard.press("7")
        shown.locator(".point").last.focus()
        shown.keyboard.press("Enter")
        assert text_of(shown, ".inspector .name") == shown.locator(".point").last.get_attribute("data-name")


def test_print_has_all_rows_and_no_tabs(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["large"], "view=kernels") as shown:
        shown.emulate_media(media="print")
        shown.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert shown.locator(".rows .row").count() == 1000
        assert shown.locator("nav").is_hidden()
        shown.evaluate("dispatchEvent(new Event('afterprint'))")
        assert shown.locator(".rows .row").count() < 100


def test_hostile_names_are_shown_as_text(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.opened(pages["hostile"]) as shown:
        tabs = shown.locator("nav button").evaluate_all("tabs => tabs.map(tab => tab.dataset.view)")
        for view in tabs:
            shown.keyboard.press("Escape")
            shown.locator(f"nav button[data-view={view}]").click()
            elements = shown.evaluate(
                "[...document.querySelectorAll('main script, main img, main iframe, main b')].length"
            )
            assert elements == 0
        assert "\\u202e" in shown.evaluate(
            "document.body.innerText + [...document.querySelectorAll('option')].map(o => o.text)"
        )


def test_large_module_opens_soon(browser: Browser, pages: dict[str, Path]) -> None:
    assert pages["large"].stat().st_size < 5_000_000
    with browser.opened(pages["large"]) as shown:
        ready = shown.evaluate("performance.getEntriesByName('ready')[0].startTime")
        assert ready < 10_000  # 2 s on a machine of its own, as `make bench` measures
        for view in shown.locator("nav button").evaluate_all("tabs => tabs.map(tab => tab.dataset.view)"):
            shown.locator(f"nav button[data-view={view}]").click()
            shown.wait_for_timeout(100)
            keep_screenshot(shown, f"large-{view}-wide-light")
