"""Instructions: xla/service/hlo.proto.

An outline is an instruction of which a module needs little at first: shape and metadata are left in bytes, the rest is
kept as unknown fields. Columns are the same of many instructions, put behind each other.
"""

FIELDS = """
message HloInstructionOutline
  1 string name
  2 string opcode
  3 lazy ShapeProto shape
  7 lazy OpMetadata metadata
  35 int64 id
  36 repeated int64 operand_ids
  38 repeated int64 called_computation_ids

message HloInstructionColumns
  1 repeated string name
  2 repeated string opcode
  3 repeated bytes shape
  35 repeated int64 id
  36 repeated int64 operand_ids
  38 repeated int64 called_computation_ids

message HloInstructionProto
  1 string name
  2 string opcode
  3 ShapeProto shape
  7 lazy OpMetadata metadata
  8 LiteralProto literal
  9 int64 parameter_number
  11 string fusion_kind
  13 int64 tuple_index
  14 repeated int64 dimensions
  15 Window window
  16 ConvolutionDimensionNumbers convolution_dimension_numbers
  50 int64 feature_group_count
  58 int64 batch_group_count
  17 repeated HloInstructionProto.SliceDimensions slice_dimensions
  18 int32 exponent_bits
  19 int32 mantissa_bits
  20 repeated int64 dynamic_slice_sizes
  21 PaddingConfig padding_config
  22 bytes outfeed_config
  23 RandomDistribution distribution
  24 float epsilon
  25 int64 feature_index
  26 int64 channel_id
  27 bytes infeed_config
  28 string custom_call_target
  29 ShapeProto outfeed_shape
  30 DotDimensionNumbers dot_dimension_numbers
  90 RaggedDotDimensionNumbers ragged_dot_dimension_numbers
  31 FftType fft_type
  32 repeated int64 fft_length
  63 string comparison_direction
  33 GatherDimensionNumbers gather_dimension_numbers
  34 repeated int64 gather_slice_sizes
  35 int64 id
  36 repeated int64 operand_ids
  37 repeated int64 control_predecessor_ids
  38 repeated int64 called_computation_ids
  40 OpSharding sharding
  43 bytes backend_config
  49 repeated ReplicaGroup replica_groups
  45 int64 all_reduce_id
  71 bool use_global_device_ids
  47 bool is_host_transfer
  60 bool is_stable
  48 ScatterDimensionNumbers scatter_dimension_numbers
  51 PrecisionConfig precision_config
  52 repeated SourceTarget source_target_pairs
  54 OpSharding domain_entry_sharding
  55 OpSharding domain_exit_sharding
  56 bool constrain_layout
  57 repeated ShapeProto operand_shapes_with_layout
  59 TriangularSolveOptions triangular_solve_options
  62 CholeskyOptions cholesky_options
  61 ParameterReplication parameter_replication
  65 bool custom_call_has_side_effect
  74 repeated OutputOperandAliasing output_operand_aliasing
  76 CustomCallSchedule custom_call_schedule
  66 int64 delta
  67 bool indices_are_sorted
  68 FrontendAttributes frontend_attributes
  69 bool unique_indices
  70 RandomAlgorithm rng_algorithm
  72 string comparison_type
  73 bool is_cross_program_prefetch
  80 optional int32 cross_program_prefetch_index
  75 PaddingType padding_type
  77 CustomCallApiVersion custom_call_api_version
  79 string async_execution_thread
  81 int64 k
  85 bool largest
  82 StatisticsViz statistics_viz
  87 CollectiveDeviceListProto collective_device_list
  92 IotaReplicaGroupListProto iota_collective_device_list
  93 MeshAxesReplicaGroupListProto mesh_axes_replica_group_list
  88 OriginalValueProto original_value
  89 bool is_composite
  91 ResultAccuracy result_accuracy
  94 bool is_reverse
  95 int64 num_carries
  96 TriState is_associative
  97 ConvolutionKind conv_kind
  102 string comparison_order

message HloInstructionProto.SliceDimensions
  1 int64 start
  2 int64 limit
  3 int64 stride

enum CustomCallSchedule
  0 SCHEDULE_NONE
  1 SCHEDULE_LATEST
  2 SCHEDULE_EARLIEST

enum CustomCallApiVersion
  0 API_VERSION_UNSPECIFIED
  1 API_VERSION_ORIGINAL
  2 API_VERSION_STATUS_RETURNING
  3 API_VERSION_STATUS_RETURNING_UNIFIED
  4 API_VERSION_TYPED_FFI

enum TriState
  0 TRI_STATE_UNSPECIFIED
  1 TRI_STATE_TRUE
  2 TRI_STATE_FALSE

enum ConvolutionKind
  0 CONVOLUTION_KIND_UNSET
  1 CONVOLUTION_KIND_FPROP
  2 CONVOLUTION_KIND_DGRAD
  3 CONVOLUTION_KIND_WGRAD
"""
