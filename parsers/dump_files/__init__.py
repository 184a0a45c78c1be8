"""The texts and protos that stand beside modules in a dump: thunks, buffers, passes, decisions, profiles."""
