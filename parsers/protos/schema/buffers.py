"""Where values are placed: xla/service/hlo.proto."""

FIELDS = """
message BufferAssignmentProto
  1 repeated LogicalBufferProto logical_buffers
  2 repeated BufferAssignmentProto.BufferAlias buffer_aliases
  3 repeated BufferAllocationProto buffer_allocations
  4 repeated HeapSimulatorTrace heap_simulator_traces

message LogicalBufferProto
  1 int64 id
  2 int64 size
  3 LogicalBufferProto.Location defined_at
  4 int64 color

message LogicalBufferProto.Location
  2 string instruction_name
  4 int64 instruction_id
  3 repeated int64 shape_index

message BufferAssignmentProto.BufferAlias
  1 int64 source_buffer_id
  2 LogicalBufferProto.Location location

message BufferAllocationProto
  1 int64 index
  2 int64 size
  3 bool is_thread_local
  11 bool is_tuple
  5 bool is_entry_computation_parameter
  12 bool is_constant
  6 int64 parameter_number
  10 repeated int64 parameter_shape_index
  13 bool is_parameter_aliased_with_output
  7 bool maybe_live_out
  8 int64 color
  9 repeated BufferAllocationProto.Assigned assigned

message BufferAllocationProto.Assigned
  1 int64 logical_buffer_id
  2 int64 offset
  3 int64 size
  4 PrimitiveType element_type

message HeapSimulatorTrace
  1 repeated HeapSimulatorTrace.Event events
  2 bool whole_module_simulation
  3 int64 buffer_allocation_index

message HeapSimulatorTrace.Event
  1 HeapSimulatorTrace.Event.Kind kind
  2 int64 buffer_id
  3 string computation_name
  4 string instruction_name
  5 int64 share_with_canonical_id

enum HeapSimulatorTrace.Event.Kind
  0 ALLOC
  1 FREE
  2 SHARE_WITH
"""
