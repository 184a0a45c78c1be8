"""Modules, computations, and what a file may hold them in: xla/service/hlo.proto."""

FIELDS = """
message HloProto
  1 HloModuleProto hlo_module
  3 BufferAssignmentProto buffer_assignment

message HloModuleProto
  1 string name
  2 string entry_computation_name
  6 int64 entry_computation_id
  3 repeated HloComputationProto computations
  4 ProgramShapeProto host_program_shape
  5 int64 id
  7 HloScheduleProto schedule
  8 HloInputOutputAliasProto input_output_alias
  18 HloBufferDonorProto buffer_donor
  10 repeated CrossProgramPrefetch cross_program_prefetches
  11 bool is_dynamic
  12 OpSharding spmd_output_sharding
  14 repeated OpSharding spmd_parameters_shardings
  16 bool use_auto_spmd_partitioning
  15 DeviceAssignmentProto device_assignment
  17 StackFrameIndexProto stack_frame_index
  19 FrontendAttributes frontend_attributes
  20 OriginalValueRecoveryTableProto original_value_recovery_table

message HloComputationProto
  1 string name
  2 repeated lazy HloInstructionProto instructions
  4 ProgramShapeProto program_shape
  5 int64 id
  6 int64 root_id
  7 bool is_fusion_computation
  8 string execution_thread

message ProgramShapeProto
  1 repeated ShapeProto parameters
  2 ShapeProto result
  3 repeated string parameter_names

message HloScheduleProto
  1 repeated HloScheduleProto.SequencesEntry sequences

message HloScheduleProto.SequencesEntry
  1 int64 key
  2 HloScheduleProto.InstructionSequence value

message HloScheduleProto.InstructionSequence
  1 repeated int64 instruction_ids

message HloInputOutputAliasProto
  1 repeated HloInputOutputAliasProto.AliasEntryProto entries

message HloInputOutputAliasProto.AliasEntryProto
  1 repeated int64 output_shape_index
  2 int64 parameter_number
  3 repeated int64 parameter_shape_index
  4 Kind kind

message HloBufferDonorProto
  1 repeated HloBufferDonorProto.BufferDonorEntryProto entries

message HloBufferDonorProto.BufferDonorEntryProto
  1 int64 parameter_number
  2 repeated int64 parameter_shape_index

message CrossProgramPrefetch
  1 int64 parameter
  2 repeated int64 index
  3 int64 offset

message DeviceAssignmentProto
  1 int32 replica_count
  2 int32 computation_count
  3 repeated DeviceAssignmentProto.ComputationDevice computation_devices

message DeviceAssignmentProto.ComputationDevice
  1 repeated int64 replica_device_ids

message StackFrameIndexProto
  1 repeated string file_names
  2 repeated string function_names
  3 repeated StackFrameIndexProto.FileLocation file_locations
  4 repeated StackFrameIndexProto.StackFrame stack_frames

message StackFrameIndexProto.FileLocation
  1 int32 file_name_id
  2 int32 function_name_id
  3 int32 line
  5 int32 end_line
  4 int32 column
  6 int32 end_column

message StackFrameIndexProto.StackFrame
  1 int32 file_location_id
  2 int32 parent_frame_id

message OriginalValueRecoveryTableProto
  1 repeated OriginalValueRecoveryTableProto.Entry entries

message OriginalValueRecoveryTableProto.Entry
  1 OriginalArrayProto old_original_array
  2 OriginalArrayProto new_original_array
  3 HloModuleProto recovery_module

message HloSnapshot
  1 HloProto hlo
  2 repeated LiteralProto arguments
  3 LiteralProto result
  4 string execution_platform

message HloUnoptimizedSnapshot
  1 HloModuleProto hlo_module
  2 repeated HloInputs partitions
  3 int32 version

message HloInputs
  1 repeated LiteralProto arguments
  2 repeated HloInputs.LiteralDescriptor arguments_descriptors

message HloInputs.LiteralDescriptor
  1 int32 version
  2 uint64 argument_size_bytes

message HloModuleGroupProto
  1 string name
  2 repeated HloModuleProto hlo_modules

enum Kind
  0 UNDEFINED_ALIAS
  1 MAY_ALIAS
  2 MUST_ALIAS
"""
