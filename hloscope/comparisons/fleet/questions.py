"""Questions: twenty that are often asked of a fleet, each with its SQL, which also show how to ask others."""

from __future__ import annotations

from typing import Final, NamedTuple

from hloscope.errors import HloscopeError

OVERVIEW: Final = """
    select 'dumps' as "table", count(*) as rows from dumps
    union all select 'programs', count(*) from programs
    union all select 'kernels', count(*) from kernels
    union all select 'collectives', count(*) from collectives
    union all select 'findings', count(*) from findings
    union all select 'errors', count(*) from errors
"""


class Question(NamedTuple):
    """A question, the name that it is asked by, and its SQL."""

    name: str
    text: str
    sql: str


QUESTIONS: Final = (
    Question(
        "runs",
        "Which runs are there: how many hosts, programs and bytes, and of which commit?",
        """
        select run, count(distinct host) as hosts, sum(programs) as programs, sum(bytes) as bytes,
               any_value("commit") as "commit", min(written_at) as written_at
        from dumps group by run order by written_at, run
        """,
    ),
    Question(
        "odd-hosts",
        "Which hosts run another program than most of their run under the same name?",
        """
        with ways as (
            select run, name, signature, count(distinct host) as hosts, list(distinct host order by host) as names
            from programs where signature is not null group by all
        )
        select run, name, hosts, names[1:5] as which
        from ways
        qualify hosts < max(hosts) over (partition by run, name)
        order by run, hosts, name, which
        """,
    ),
    Question(
        "missing-programs",
        "Which programs do some hosts of a run lack?",
        """
        with hosts as (select run, count(distinct host) as hosts from dumps group by run)
        select run, name, count(distinct host) as have_it, any_value(hosts) - count(distinct host) as lack_it
        from programs join hosts using (run)
        group by run, name having count(distinct host) < any_value(hosts)
        order by lack_it desc, run, name
        """,
    ),
    Question(
        "most-launches",
        "Which programs launch the most kernels in a run?",
        """
        select name, max(launches_per_run) as launches_per_run, count(distinct host) as hosts
        from programs group by name order by launches_per_run desc nulls last, name
        """,
    ),
    Question(
        "fusion-gain",
        "What did fusion save each program?",
        """
        select name, max(unfused_launches) as unfused, max(compute_launches) as fused,
               max(unfused_launches) - max(compute_launches) as saved
        from programs where unfused_launches is not null and compute_launches is not null
        group by name order by saved desc, name
        """,
    ),
    Question(
        "most-memory",
        "Which programs hold the most memory at the peak?",
        """
        select name, max(peak_bytes) as peak_bytes, max(argument_bytes) as arguments, max(temp_bytes) as temporary
        from programs where peak_bytes is not null group by name order by peak_bytes desc, name
        """,
    ),
    Question(
        "most-flops",
        "Which programs do the most work, and how much is that for each byte?",
        """
        select name, max(flops) as flops, max(bytes_accessed) as bytes,
               round(max(flops) / nullif(max(bytes_accessed), 0), 2) as flops_per_byte
        from programs where flops is not null group by name order by flops desc, name
        """,
    ),
    Question(
        "slowest-kernels",
        "Which kernels move the most bytes in a run, over all programs, each kind of work once?",
        """
        select program, any_value(name) as kernel, any_value(source) as source,
               max(runs * (bytes_read + bytes_written)) as bytes
        from kernels where "class" in ('kernel', 'library') and bytes_read is not null
        group by program, signature order by bytes desc, program, kernel
        """,
    ),
    Question(
        "costliest-lines",
        "Which source lines move the most bytes?",
        """
        select source, sum(bytes) as bytes, count(*) as kernels from (
            select program_id, position, any_value(source) as source,
                   max(runs * (bytes_read + bytes_written)) as bytes
            from kernels group by program_id, position
        ) where source <> '' and bytes is not null group by source order by bytes desc, source
        """,
    ),
    Question(
        "opcodes-alone",
        "Which operations are most often kernels by themselves?",
        """
        select rule as opcode, count(distinct finding_id) as kernels, count(distinct program_id) as programs
        from findings where kind = 'unfused' group by rule order by kernels desc, opcode
        """,
    ),
    Question(
        "missed-fusions",
        "For which reasons is the most written to memory only to be read back?",
        """
        select rule, count(*) as places, sum(bytes) as bytes from (
            select finding_id, any_value(rule) as rule, max(bytes) as bytes
            from findings where kind = 'why' group by finding_id
        ) group by rule order by bytes desc, rule
        """,
    ),
    Question(
        "broadcasts",
        "Which broadcasts are written to memory, and where are they in the source?",
        """
        select program, subject, any_value(text) as what, any_value(source) as source, max(bytes) as bytes
        from findings where kind = 'broadcast' group by program, subject order by bytes desc, program, subject
        """,
    ),
    Question(
        "copies",
        "Which programs copy the most?",
        """
        select program, count(distinct position) as copies, max(runs * bytes_written) as largest
        from kernels where "class" = 'copy' group by program order by copies desc, program
        """,
    ),
    Question(
        "collective-kinds",
        "Which kinds of collectives are there, over which axes, and how much do they move?",
        """
        select kind, "over", count(*) as collectives, sum(bytes) as bytes from (
            select program_id, position, any_value(kind) as kind, any_value("over") as "over",
                   max(bytes * coalesce(runs, 1)) as bytes
            from collectives group by program_id, position
        ) group by kind, "over" order by bytes desc, kind, "over"
        """,
    ),
    Question(
        "largest-collectives",
        "Which collectives move the most, and where do they come from?",
        """
        select program, name, kind, any_value(shape) as shape, any_value(source) as source,
               max(bytes * coalesce(runs, 1)) as bytes
        from collectives group by program, name, kind order by bytes desc, program, name
        """,
    ),
    Question(
        "waiting-collectives",
        "Which programs have collectives that nothing runs beside?",
        """
        select program, count(distinct position) as waiting
        from collectives where not asynchronous group by program order by waiting desc, program
        """,
    ),
    Question(
        "recompiled",
        "Which functions were compiled for several shapes, or several times?",
        """
        select name, count(distinct parameters) as shapes, count(distinct program_id) as programs,
               max(times) as times_on_a_host
        from (select *, count(*) over (partition by run, host, name) as times from programs)
        group by name having max(times) > 1 order by times_on_a_host desc, name
        """,
    ),
    Question(
        "history",
        "How did launches, bytes and memory of each program change from run to run?",
        """
        select name, run, min(written_at) as written_at, any_value("commit") as "commit",
               any_value(compiler) as compiler, max(launches_per_run) as launches,
               max(bytes_accessed) as bytes, max(peak_bytes) as peak_bytes
        from programs join (select dump_id, written_at, "commit", compiler from dumps) using (dump_id)
        group by name, run order by name, written_at, run
        """,
    ),
    Question(
        "broken-files",
        "Which files could not be read, and of which kinds are the errors?",
        """
        select regexp_replace(message, '[0-9]+', 'N', 'g') as message, count(*) as files, min(file) as first
        from errors group by 1 order by files desc, message
        """,
    ),
    Question(
        "bad-dumps",
        "Which dumps are not what was wanted, and why?",
        """
        select rule, count(distinct host) as hosts, any_value(text) as text
        from findings where kind = 'doctor' and is_problem group by rule order by hosts desc, rule
        """,
    ),
)


def question_called(name: str) -> Question:
    """The question of that name.

    Raises:
        HloscopeError: none is called so; the message lists them.
    """
    found = next((question for question in QUESTIONS if question.name == name), None)
    if found is None:
        known = "\n".join(f"  {question.name:20} {question.text}" for question in QUESTIONS)
        raise HloscopeError(f"expected the name of a question, found {name!r}; there are\n{known}")
    return found
