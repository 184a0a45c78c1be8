// Types of the document that hloscope/reports/page/ makes. This file is read by checkers only, and is not in a page.

/** @typedef {{texts: string[], at: number[]}} TextColumn */
/** @typedef {{name: string, role: string, caller: number | null, start: number, size: number}} Computation */
/**
 * @typedef {object} ModuleColumns
 * @property {string} name
 * @property {Computation[]} computations
 * @property {string[]} names
 * @property {TextColumn} opcodes
 * @property {TextColumn} shapes
 * @property {TextColumn} op_names
 * @property {TextColumn} sources
 * @property {number[]} operand_counts
 * @property {number[]} operands
 */
/**
 * @typedef {object} Launches
 * @property {number[]} instructions
 * @property {TextColumn} classes
 * @property {TextColumn} kinds
 * @property {TextColumn} groups
 * @property {TextColumn} sources
 * @property {number[]} inferred
 * @property {number[]} operations
 * @property {number[]} runs
 * @property {(number | null)[]} flops
 * @property {(number | null)[]} bytes_read
 * @property {(number | null)[]} bytes_written
 * @property {number[]} bytes_per_run
 * @property {(number | null)[]} seconds
 * @property {(number | null)[]} shares
 * @property {TextColumn} bounds
 * @property {Measured | null} measured
 */
/** @typedef {{seconds: (number | null)[], shares: (number | null)[], lower: (number | null)[], upper: (number | null)[], calls: (number | null)[], bytes_per_second: (number | null)[], roofline_shares: (number | null)[]}} Measured */
/** @typedef {{count: number, total: number, starts: number[], durations: number[], after: TextColumn, before: TextColumn}} Gaps */
/** @typedef {{device: string, duration: number, names: TextColumn, starts: number[], durations: number[], lanes: number[], left_out: number, gaps: Gaps}} Timeline */
/** @typedef {{median: number, min: number, max: number, lower: number, upper: number}} Spread */
/** @typedef {{devices: string[], runs: number, run_seconds: Spread | null, seconds: number, unknown_seconds: number, around_seconds: number, gap_share: number, is_launch_bound: boolean, launches_per_run: {measured: Spread | null, rule: number | null}}} MeasuredRuns */
/**
 * @typedef {object} Edges
 * @property {boolean} has_decisions
 * @property {number} bytes_written
 * @property {number} bytes_read
 * @property {number} total_per_run
 * @property {number[]} producers
 * @property {number[]} consumers
 * @property {TextColumn} values
 * @property {number[]} written
 * @property {number[]} read
 * @property {(number | null)[]} runs
 * @property {number[]} bytes_per_run
 * @property {TextColumn} rules
 * @property {TextColumn} reasons
 * @property {TextColumn} xla
 */
/**
 * @typedef {object} Links
 * @property {number[]} operations
 * @property {TextColumn} fates
 * @property {number[]} exact
 * @property {TextColumn} passes
 * @property {number[]} place_counts
 * @property {number[]} places
 */
/**
 * @typedef {object} SourceLine
 * @property {string} place
 * @property {string} op_name
 * @property {number} operations
 * @property {number} gone
 * @property {string[]} launches
 * @property {number} run_bytes_read
 * @property {number} run_bytes_written
 * @property {number} run_flops
 * @property {number | null} seconds
 * @property {number} share
 * @property {number | null} measured_seconds
 * @property {number | null} measured_share
 * @property {boolean} inferred
 * @property {string | null} code
 */
/** @typedef {{kind: string, title: string, text: string, place: string, bytes: number, view: string, select: number | null}} Fact */
/**
 * @typedef {object} CostTree
 * @property {string[]} names
 * @property {number[]} depths
 * @property {(number | null)[]} launches
 * @property {number[]} counts
 * @property {number[]} bytes
 * @property {number[]} flops
 * @property {number[]} seconds
 * @property {number[]} measured
 * @property {number[]} shares
 */
/** @typedef {{machine: string, seconds: number, launch_seconds: number[]}} Roof */
/** @typedef {{rows: number[], work: number[], bytes: number[], left_out: number, roofs: Roof[]}} Roofs */
/**
 * @typedef {object} Count
 * @property {number} compute_launches
 * @property {number} kernels
 * @property {number} library
 * @property {number} copies
 * @property {number} collectives
 * @property {number} misc
 * @property {number} unknown
 * @property {number | null} launches_per_run
 * @property {[number, number] | null} launches_range
 * @property {number | null} copies_per_run
 * @property {number | null} collectives_per_run
 * @property {boolean} inferred
 */
/**
 * @typedef {object} Kernels
 * @property {Count | null} before
 * @property {Count | null} unfused
 * @property {Count | null} after
 * @property {{simplification: number, fusion: number, other: number} | null} change
 * @property {string} judge
 * @property {number} disagreements
 */
/** @typedef {{flops: number, transcendentals: number, bytes_read: number, bytes_written: number, unknown: number, bytes_accessed: number}} Cost */
/** @typedef {{machine: string | null, once: Cost, per_run: Cost, seconds: number | null, memory_share: number | null}} Totals */
/** @typedef {{name: string, shape_index: string, kind: string, shape: string, bytes: number, source: string, owner: string}} Resident */
/**
 * @typedef {object} Memory
 * @property {number} argument_bytes
 * @property {number} output_bytes
 * @property {number} alias_bytes
 * @property {number} constant_bytes
 * @property {number} temp_bytes
 * @property {number} held_bytes
 * @property {number} peak_bytes
 * @property {boolean} is_peak_exact
 * @property {string} peak_instruction
 * @property {number} saved_bytes
 * @property {Resident[]} residents
 */
/** @typedef {{owner: string, source: string, held: boolean, bytes: number[]}} Layer */
/** @typedef {{step_count: number, steps: number[], names: string[], totals: number[], layers: Layer[]}} MemoryOverTime */
/**
 * @typedef {object} Collective
 * @property {string} name
 * @property {string} launched
 * @property {string} kind
 * @property {string} shape
 * @property {number} bytes
 * @property {number | null} wire_bytes
 * @property {string} over
 * @property {number | null} runs
 * @property {string | null} direction
 * @property {string} source
 * @property {boolean} asynchronous
 * @property {string | null} start
 * @property {string | null} done
 * @property {{operations: number, compute_launches: number, names: string[]} | null} between
 */
/** @typedef {{kind: string, over: string, count: number, runs: number, bytes_per_run: number, wire_bytes_per_run: number | null}} CollectiveSum */
/** @typedef {{count: number, runs: number, bytes: number, bytes_per_run: number, wire_bytes_per_run: number | null, is_exact: boolean, sums: CollectiveSum[], items: Collective[]}} Collectives */
/**
 * @typedef {object} PassState
 * @property {string} name
 * @property {string} pipeline
 * @property {string} optimization
 * @property {number} operations
 * @property {number} fusions
 * @property {number | null} microseconds
 * @property {Record<string, number>} counts
 * @property {number[]} came
 * @property {number[]} went
 * @property {number[][]} touched
 * @property {string[][]} changes
 * @property {number} change_count
 */
/** @typedef {{names: string[], opcodes: string[], first: number, kinds: string[], passes: PassState[]}} PassStates */
/**
 * @typedef {object} ProgramDocument
 * @property {string} name
 * @property {number | null} id
 * @property {string} path
 * @property {string} backend
 * @property {boolean} complete
 * @property {string} unit
 * @property {Kernels} kernels
 * @property {Totals | null} totals
 * @property {Fact[]} facts
 * @property {ModuleColumns | null} after
 * @property {Launches | null} launches
 * @property {ModuleColumns | null} before
 * @property {Links | null} links
 * @property {Edges | null} edges
 * @property {string | null} evidence
 * @property {SourceLine[] | null} lines
 * @property {{scope: CostTree, stack: CostTree} | null} trees
 * @property {Roofs | null} roofs
 * @property {Memory | null} memory
 * @property {MemoryOverTime | null} memory_over_time
 * @property {number | null} memory_capacity
 * @property {Collectives | null} collectives
 * @property {PassStates | null} passes
 * @property {MeasuredRuns | null} measured
 * @property {Timeline | null} timeline
 */
/** @typedef {{name: string, title: string, bytes_per_second: number, vector_flops: number | null, matrix_flops: Record<string, number>}} Machine */
/**
 * @typedef {object} DiffProgram
 * @property {{name: string, backend: string}} old
 * @property {{name: string, backend: string}} new
 * @property {boolean} is_same
 * @property {Record<string, (number | null)[]>} numbers
 * @property {Change[]} changes
 * @property {{machines: (string | null)[], seconds: (number | null)[]}} modelled
 */
/** @typedef {{name: string, kind: string, operations: string[], bytes: number, runs: number, source: string}} ChangedLaunch */
/** @typedef {{what: string, times: number, old: ChangedLaunch[], new: ChangedLaunch[], details: string[], names: {old: string[], new: string[]}[], inferred: boolean}} Change */
/** @typedef {{rule: string, program: string, message: string}} Regression */
/** @typedef {{is_same: boolean, is_regression: boolean, verdict: string, regressions: Regression[], programs: DiffProgram[], only_old: {name: string}[], only_new: {name: string}[], labels: Record<string, string>}} Diff */
/**
 * The document, and the view that a frame in a notebook begins with, "" in a page by itself.
 * @typedef {object} PageDocument
 * @property {string} view
 * @property {string} hloscope
 * @property {string} title
 * @property {string[]} folded
 * @property {Machine[]} machines
 * @property {ProgramDocument[]} programs
 * @property {{file: string, message: string}[]} errors
 * @property {Diff | null} diff
 * @property {{old: number[], new: number[]} | null} sides
 */
/** @typedef {{view: string, program: number, select: number | null, [name: string]: string | number | null}} State */
/**
 * A view on the page: `update` is called whenever the state changed, `keys` are those it takes while it is shown.
 * @typedef {object} Shown
 * @property {HTMLElement} element
 * @property {(state: State) => void} [update]
 * @property {(key: string, event: KeyboardEvent) => boolean} [keys]
 * @property {() => void} [attached]
 * @property {(text: string) => void} [search]
 * @property {() => void} [close]
 */
