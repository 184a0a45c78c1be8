"""Bytes of each kind of collective, counted by hand: arrays of 8 by 16 f32 are 512 bytes."""

import pytest

from tests.support.collectives import ADD, collectives_in

GROUPS = "channel_id=1, replica_groups={{0,1,2,3}}, use_global_device_ids=true"
ALL = "channel_id=1, replica_groups={{0,1,2,3}}"
HEADER = "HloModule m, is_scheduled=true, num_partitions=4\n"

# Of each: its line, what one device hands in and gets, and what it sends in a ring of four.
KINDS = [
    (f"f32[8,16] all-reduce(p), to_apply=add, {GROUPS}", 512, 512, 768),
    (f"f32[32,16] all-gather(p), dimensions={{0}}, {GROUPS}", 512, 2048, 1536),
    (f"f32[2,16] reduce-scatter(p), dimensions={{0}}, to_apply=add, {GROUPS}", 512, 128, 384),
    (f"f32[8,16] all-to-all(p), dimensions={{0}}, {ALL}", 512, 512, 384),
    ("f32[8,16] collective-permute(p), channel_id=1, source_target_pairs={{0,1},{1,2},{2,3}}", 512, 512, 512),
    (f"f32[8,16] collective-broadcast(p), {ALL}", 512, 512, 512),
    (f"f32[8,16] ragged-all-to-all(p, p, p, p, p, p), {ALL}", 512, 512, 384),
    (f"(f32[8,16], f32[8,16]) all-reduce(p, p), to_apply=add, {GROUPS}", 1024, 1024, 1536),
    (f"f32[8,16] all-reduce-start(p), to_apply=add, {GROUPS}", 512, 512, 768),
    (f"(f32[8,16], f32[32,16]) all-gather-start(p), dimensions={{0}}, {GROUPS}", 512, 2048, 1536),
    (
        f"((f32[8,16], f32[8,16]), (f32[32,16], f32[32,16])) all-gather-start(p, p), dimensions={{0}}, {GROUPS}",
        *(1024, 4096, 3072),
    ),
    (
        "(f32[8,16], f32[8,16], u32[], u32[]) collective-permute-start(p), channel_id=1, source_target_pairs={{0,1}}",
        *(512, 512, 512),
    ),
    (f"((f32[8,16]), f32[2,16]) reduce-scatter-start(p), dimensions={{0}}, to_apply=add, {GROUPS}", 512, 128, 384),
]


@pytest.mark.parametrize(("line", "given", "got", "wire"), KINDS, ids=[kind[0][:50] for kind in KINDS])
def test_bytes_of_a_kind(line: str, given: int, got: int, wire: int) -> None:
    text = f"{HEADER}{ADD}\nENTRY e {{\n p = f32[8,16] parameter(0)\n ROOT c = {line}\n}}"
    [found] = collectives_in(text, "gpu").items
    assert f" {found.kind}" in line
    assert (*found.payload, found.bytes, found.wire_bytes) == (given, got, max(given, got), wire)
    assert len(found.combined) == (2 if "(p, p)" in line else 0)


SENT = """HloModule m, is_scheduled=true, num_partitions=4
ENTRY e {
  p = f32[8,16] parameter(0)
  t = token[] after-all()
  s = (f32[8,16], u32[], token[]) send(p, t), channel_id=1,
    frontend_attributes={_xla_send_recv_source_target_pairs={{0,1},{1,2}}}
  sd = token[] send-done(s), channel_id=1
  r = (f32[8,16], u32[], token[]) recv(t), channel_id=1,
    frontend_attributes={_xla_send_recv_source_target_pairs={{0,1},{1,2}}}
  rd = (f32[8,16], token[]) recv-done(r), channel_id=1
  ROOT x = f32[8,16] get-tuple-element(rd), index=0
}"""


def test_send_gives_and_recv_gets() -> None:
    send, recv = collectives_in(SENT, "gpu").items
    assert (send.kind, *send.payload, send.bytes, send.wire_bytes) == ("send", 512, 0, 512, 512)
    assert (recv.kind, *recv.payload, recv.bytes, recv.wire_bytes) == ("recv", 0, 512, 512, 0)
    assert (send.over_text, recv.over_text) == ("all 4", "all 4")
    assert (send.done and send.done.name, recv.done and recv.done.name) == ("sd", "rd")


@pytest.mark.parametrize("platform", ["gpu", "tpu"])
def test_what_the_host_gets_is_no_collective(platform: str) -> None:
    text = SENT.replace("send(p, t), channel_id=1", "send(p, t), channel_id=1, is_host_transfer=true")
    assert [item.kind for item in collectives_in(text, platform).items] == ["recv"]
