// The model: a program of the document, with what its columns say looked up both ways.

/** @param {TextColumn} column @param {number} row */
export function textAt(column, row) {
  return column.texts[column.at[row]];
}

/** The instructions of a module. */
export class ModuleModel {
  /** @param {ModuleColumns} columns */
  constructor(columns) {
    this.columns = columns;
    this.size = columns.names.length;
    this.computations = columns.computations;
    this.entry = columns.computations.findIndex((each) => each.role === "entry");
    /** @type {Map<number, number[]>} */
    this.called = new Map();
    this.home = new Int32Array(this.size);
    columns.computations.forEach((each, number) => {
      this.home.fill(number, each.start, each.start + each.size);
      if (each.caller === null) return;
      const known = this.called.get(each.caller);
      if (known) known.push(number);
      else this.called.set(each.caller, [number]);
    });
    this.starts = new Int32Array(this.size + 1);
    for (let i = 0; i < this.size; i += 1) this.starts[i + 1] = this.starts[i] + columns.operand_counts[i];
  }

  /** @param {number} i */
  name(i) {
    return this.columns.names[i];
  }

  /** @param {number} i */
  opcode(i) {
    return textAt(this.columns.opcodes, i);
  }

  /** @param {number} i */
  shape(i) {
    return textAt(this.columns.shapes, i);
  }

  /** @param {number} i */
  source(i) {
    return textAt(this.columns.sources, i);
  }

  /** @param {number} i */
  opName(i) {
    return textAt(this.columns.op_names, i);
  }

  /** @param {number} i @returns {number[]} */
  operands(i) {
    return this.columns.operands.slice(this.starts[i], this.starts[i + 1]).map((back) => i - back);
  }

  /** The instruction in the entry, or the fusion, that an instruction is in: itself if it is in none. @param {number} i */
  launchOf(i) {
    let place = i;
    for (let depth = 0; depth < 64; depth += 1) {
      const home = this.computations[this.home[place]];
      if (home.role !== "fusion" || home.caller === null) return place;
      place = home.caller;
    }
    return place;
  }
}

/** The numbers of programs, those that take longest in a profile first, then those that move most. @param {ProgramDocument[]} programs */
export function byCost(programs) {
  /** @param {number} number */
  const key = (number) => {
    const { measured, totals } = programs[number];
    return [measured ? measured.seconds * measured.runs : 0, totals?.per_run.bytes_accessed ?? 0];
  };
  const keys = programs.map((_, number) => key(number));
  return [...keys.keys()].sort((one, other) => keys[other][0] - keys[one][0] || keys[other][1] - keys[one][1]);
}

/** A program of the document. */
export class ProgramModel {
  /** @param {ProgramDocument} data @param {number} number */
  constructor(data, number) {
    this.data = data;
    this.number = number;
    this.after = data.after && new ModuleModel(data.after);
    this.before = data.before && new ModuleModel(data.before);
    /** @type {Map<number, number>} */
    this.rows = new Map(data.launches?.instructions.map((instruction, row) => [instruction, row]));
    /** @type {Map<string, number> | null} */
    this.numbers = null;
    /** @type {{from: Map<number, number[]>, to: Map<number, number[]>} | null} */
    this.ends = null;
    /** @type {{of: Map<number, {link: number, places: number[]}>, into: Map<number, number[]>} | null} */
    this.linked = null;
  }

  /** The number of an instruction that runs, by its name. @param {string} name */
  find(name) {
    if (!this.numbers) {
      this.numbers = new Map();
      const names = this.after?.columns.names ?? [];
      for (let i = names.length - 1; i >= 0; i -= 1) this.numbers.set(names[i], i);
    }
    return this.numbers.get(name) ?? null;
  }

  /** The edges from and to each launch, by number. */
  edgeEnds() {
    if (!this.ends) {
      this.ends = { from: new Map(), to: new Map() };
      const { producers, consumers } = this.data.edges ?? { producers: [], consumers: [] };
      for (let edge = 0; edge < producers.length; edge += 1) {
        listed(this.ends.from, producers[edge]).push(edge);
        listed(this.ends.to, consumers[edge]).push(edge);
      }
    }
    return this.ends;
  }

  /** Where operations that were asked for are, and what of them is in each launch. */
  links() {
    if (!this.linked) {
      this.linked = { of: new Map(), into: new Map() };
      const links = this.data.links;
      let start = 0;
      for (let link = 0; links && link < links.operations.length; link += 1) {
        const places = links.places.slice(start, start + links.place_counts[link]);
        start += links.place_counts[link];
        this.linked.of.set(links.operations[link], { link, places });
        for (const place of places) listed(this.linked.into, place).push(links.operations[link]);
      }
    }
    return this.linked;
  }
}

/**
 * The list at a key, made where it is new.
 * @template K, V
 * @param {Map<K, V[]>} map
 * @param {K} key
 * @returns {V[]}
 */
export function listed(map, key) {
  let found = map.get(key);
  if (!found) {
    found = [];
    map.set(key, found);
  }
  return found;
}
