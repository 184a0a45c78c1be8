"""What single opcodes are told, and what is said of an instruction: xla/xla_data.proto."""

FIELDS = """
message OpMetadata
  1 string op_type
  2 string op_name
  3 string source_file
  4 int32 source_line
  17 int32 source_end_line
  18 int32 source_column
  19 int32 source_end_column
  8 int64 size_of_generated_code_in_bytes
  9 int64 size_of_memory_working_set_in_bytes
  12 string deduplicated_name
  15 int32 stack_frame_id
  16 string scheduling_name

message Window
  1 repeated WindowDimension dimensions

message WindowDimension
  1 int64 size
  2 int64 stride
  3 int64 padding_low
  4 int64 padding_high
  5 int64 window_dilation
  6 int64 base_dilation
  7 bool window_reversal

message ConvolutionDimensionNumbers
  7 int64 input_batch_dimension
  8 int64 input_feature_dimension
  11 repeated int64 input_spatial_dimensions
  3 int64 kernel_input_feature_dimension
  4 int64 kernel_output_feature_dimension
  6 repeated int64 kernel_spatial_dimensions
  9 int64 output_batch_dimension
  10 int64 output_feature_dimension
  12 repeated int64 output_spatial_dimensions

message PaddingConfig
  1 repeated PaddingConfig.PaddingConfigDimension dimensions

message PaddingConfig.PaddingConfigDimension
  1 int64 edge_padding_low
  2 int64 edge_padding_high
  3 int64 interior_padding

message DotDimensionNumbers
  1 repeated int64 lhs_contracting_dimensions
  2 repeated int64 rhs_contracting_dimensions
  3 repeated int64 lhs_batch_dimensions
  4 repeated int64 rhs_batch_dimensions

message RaggedDotDimensionNumbers
  1 DotDimensionNumbers dot_dimension_numbers
  2 repeated int64 lhs_ragged_dimensions
  3 repeated int64 rhs_group_dimensions

message GatherDimensionNumbers
  1 repeated int64 offset_dims
  2 repeated int64 collapsed_slice_dims
  3 repeated int64 start_index_map
  4 int64 index_vector_dim
  5 repeated int64 operand_batching_dims
  6 repeated int64 start_indices_batching_dims

message ScatterDimensionNumbers
  1 repeated int64 update_window_dims
  2 repeated int64 inserted_window_dims
  3 repeated int64 scatter_dims_to_operand_dims
  4 int64 index_vector_dim
  5 repeated int64 input_batching_dims
  6 repeated int64 scatter_indices_batching_dims

message PrecisionConfig
  1 repeated PrecisionConfig.Precision operand_precision
  2 PrecisionConfig.Algorithm algorithm

message TriangularSolveOptions
  1 bool left_side
  2 bool lower
  3 bool unit_diagonal
  4 TriangularSolveOptions.Transpose transpose_a

message CholeskyOptions
  1 bool lower

message ParameterReplication
  1 repeated bool replicated_at_leaf_buffers

message OutputOperandAliasing
  1 repeated int64 output_shape_index
  2 int64 operand_index
  3 repeated int64 operand_shape_index

message FrontendAttributes
  1 repeated FrontendAttributes.MapEntry map

message FrontendAttributes.MapEntry
  1 string key
  2 string value

message StatisticsViz
  1 int64 stat_index_to_visualize
  2 repeated Statistic statistics

message Statistic
  1 string stat_name
  2 double stat_val

message OriginalValueProto
  1 repeated OriginalValueElementProto elements
  2 bool is_synthetic_call

message OriginalValueElementProto
  1 repeated int64 shape_index
  2 OriginalArrayProto original_array

message OriginalArrayProto
  1 string instruction_name
  2 repeated int64 shape_index

message ResultAccuracy
  1 optional ResultAccuracy.Mode mode
  2 ResultAccuracy.Tolerance tolerance

message ResultAccuracy.Tolerance
  1 double atol
  2 double rtol
  3 int64 ulps

enum RandomDistribution
  0 RNG_INVALID
  1 RNG_UNIFORM
  2 RNG_NORMAL

enum FftType
  0 FFT
  1 IFFT
  2 RFFT
  3 IRFFT

enum PrecisionConfig.Precision
  0 DEFAULT
  1 HIGH
  2 HIGHEST

enum PrecisionConfig.Algorithm
  0 ALG_UNSET
  1 ALG_DOT_ANY_F8_ANY_F8_F32
  2 ALG_DOT_ANY_F8_ANY_F8_F32_FAST_ACCUM
  3 ALG_DOT_F16_F16_F16
  4 ALG_DOT_F16_F16_F32
  5 ALG_DOT_BF16_BF16_BF16
  6 ALG_DOT_BF16_BF16_F32
  7 ALG_DOT_BF16_BF16_F32_X3
  8 ALG_DOT_BF16_BF16_F32_X6
  9 ALG_DOT_TF32_TF32_F32
  10 ALG_DOT_TF32_TF32_F32_X3
  11 ALG_DOT_F32_F32_F32
  12 ALG_DOT_F64_F64_F64
  13 ALG_DOT_BF16_BF16_F32_X9

enum TriangularSolveOptions.Transpose
  0 TRANSPOSE_INVALID
  1 NO_TRANSPOSE
  2 TRANSPOSE
  3 ADJOINT

enum RandomAlgorithm
  0 RNG_DEFAULT
  1 RNG_THREE_FRY
  2 RNG_PHILOX

enum PaddingType
  0 PADDING_INVALID
  1 PADDING_VALID
  2 PADDING_SAME

enum ResultAccuracy.Mode
  0 DEFAULT
  1 HIGHEST
"""
